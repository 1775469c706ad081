import type { Message } from '../domain/message.js';
import type { PendingAction, WatchedProject } from '../domain/ports/people-store.js';
import type { PlainLevel } from '../domain/watch.js';
import { awaitFirstReads } from './await-first-reads.js';
import type { BotDeps } from './bot-deps.js';
import { accountSpans } from './forge-words.js';
import { keepPending } from './pending.js';
import { textIn } from './pending-payload.js';
import { sentence } from './phrase.js';
import { putWatch } from './put-watch.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';
import type { Match } from './resolve-project.js';
import type { Turn } from './turn.js';
import { watchPanel } from './watch-panel.js';

export const CONFIRM_GROUP = 'confirm-group';

/**
 * Puts the watch and says what came of it: its panel, or in a group the question to the token's owner. `typed` names
 * the project there, because the group must not learn its path from an id before the owner agreed.
 */
export async function startWatch(
  deps: BotDeps,
  turn: Turn,
  match: Match,
  wish: { readonly level: PlainLevel | null; readonly typed: string },
): Promise<Message> {
  const { t, visit } = turn;
  const { kind, watched } = await putWatch(deps, visit, match, wish.level);
  if (kind === 'unconfirmed') return askOwner(deps, turn, watched, wish.typed);
  const project = { text: watched.project.path, href: watched.project.url };
  const headline = sentence(t, kind === 'started' ? 'watch.started' : 'watch.changed', { project });
  return watchPanel(t, watched, deps.clock(), [headline]);
}

async function askOwner(
  deps: BotDeps,
  { t, visit }: Turn,
  { account, watch }: WatchedProject,
  typed: string,
): Promise<Message> {
  const payload = { watchId: watch.id, typed };
  const action = await keepPending(deps, visit, { action: CONFIRM_GROUP, payload });
  const params = { ...accountSpans(account), name: visit.visitor.name, project: typed };
  return {
    lines: [sentence(t, 'watch.ask-owner', params)],
    buttons: [
      [
        { label: t('button.group-may-read'), action: action(1) },
        { label: t('button.group-may-not'), action: action(0) },
      ],
    ],
  };
}

/** The owner's answer; only they can give it. */
export async function finishConfirmation(
  deps: BotDeps,
  { t, talk, visit }: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const { watches } = deps.stores;
  const taken = await deps.stores.pending.take(pending.id, deps.clock());
  const found = taken === null ? null : await watches.find(textIn(taken.payload, 'watchId'));
  if (found === null || found.account.personId !== visit.visitor.id) return talk.answer(t('press.expired'));
  if (choice !== 1) {
    await watches.remove(found.watch.id);
    return talk.show({
      lines: [sentence(t, 'watch.declined', { project: textIn(pending.payload, 'typed') })],
    });
  }
  await watches.confirm(found.watch.id);
  await refreshFeeds(deps, found.account.id);
  await awaitFirstReads(deps, [found.account.id]);
  const confirmed = { ...found, watch: { ...found.watch, isConfirmed: true } };
  const project = { text: found.project.path, href: found.project.url };
  await talk.show(watchPanel(t, confirmed, deps.clock(), [sentence(t, 'watch.started', { project })]));
}
