import { isDeepStrictEqual } from 'node:util';
import type { ChatKind } from './chat.js';
import { happeningAsOf, ruleFor } from './judge-event.js';
import type { DeliveryRule } from './notification.js';
import type { Amendment, OutboxMessage, Verdict } from './ports/outbox-store.js';
import type { Snapshot } from './subject.js';
import type { MatchRule } from './watch-filter.js';

/**
 * A filter is asked once more when a message is about to be sent: of the labels, reviewers and teams that the thing has
 * by then, by the level and the rules that the watch has by then. So is who may read it: what has become confidential
 * goes to no group. One whose sending was cut off is told whatever the filter says, because it may be in the chat
 * already; what is confidential is not said there a second time.
 */
export function judgeAgain(queue: readonly OutboxMessage[], chatKind: ChatKind, matches: MatchRule): Verdict {
  const judged = queue.flatMap((message) => {
    const { id, notification, standing } = message;
    if (notification.kind !== 'event' || standing === undefined) return [];
    const { event, rule: owed } = notification;
    const isHidden = chatKind === 'group' && isForFew(standing.subject);
    if (isUnderWay(message) && !isHidden) return [];
    const rule = isHidden ? null : ruleFor(standing.watch, happeningAsOf(event, standing.subject), matches);
    return [{ id, owed, rule: rule === null ? null : withHistory(rule, owed) }];
  });
  return {
    withdrawnIds: judged.filter(({ rule }) => rule === null).map(({ id }) => id),
    amendments: judged.flatMap(({ id, owed, rule }) =>
      rule === null || isDeepStrictEqual(rule, owed) ? [] : [{ id, rule }],
    ),
  };
}

/** The queue as it is by those rules. */
export function amend(
  queue: readonly OutboxMessage[],
  amendments: readonly Amendment[],
): readonly OutboxMessage[] {
  const rules = new Map(amendments.map(({ id, rule }) => [id, rule]));
  return queue.map((message) => {
    const { id, notification } = message;
    const rule = rules.get(id);
    const isAmended = rule !== undefined && notification.kind === 'event';
    return isAmended ? { ...message, notification: { ...notification, rule } } : message;
  });
}

function isUnderWay({ startedAttempts, finishedAttempts }: OutboxMessage): boolean {
  return startedAttempts > finishedAttempts;
}

function withHistory(rule: DeliveryRule, { isLate }: DeliveryRule): DeliveryRule {
  return isLate === true ? { ...rule, isLate } : rule;
}

/** What is said on a confidential issue is as confidential. */
function isForFew(onCard: Snapshot | null): boolean {
  return onCard?.kind === 'issue' && onCard.isConfidential;
}
