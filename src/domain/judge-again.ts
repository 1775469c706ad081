import { isDeepStrictEqual } from 'node:util';
import { happeningAsOf, ruleFor } from './judge-event.js';
import type { DeliveryRule } from './notification.js';
import type { Amendment, OutboxMessage, Verdict } from './ports/outbox-store.js';
import type { MatchRule } from './watch-filter.js';

/**
 * A filter is asked once more when a message is about to be sent: of the labels, reviewers and teams that the thing has
 * by then, by the level and the rules that the watch has by then. One whose sending was cut off is told whatever they
 * say: it may be in the chat already.
 */
export function judgeAgain(queue: readonly OutboxMessage[], matches: MatchRule): Verdict {
  const judged = queue.flatMap((message) => {
    const { id, notification, standing } = message;
    if (notification.kind !== 'event' || standing === undefined || isUnderWay(message)) return [];
    const { event, rule: owed } = notification;
    const rule = ruleFor(standing.watch, happeningAsOf(event, standing.subject), matches);
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
