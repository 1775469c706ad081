import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import type { ListPurpose } from './callback-data.js';
import { listWatches } from './list-watches.js';
import { matchWatches } from './match-watch.js';
import { sentence } from './phrase.js';
import type { Turn } from './turn.js';

/**
 * The watch of the chat that the command names, or the only one there is. `null`: the person has been asked to choose,
 * with buttons that lead on.
 */
export async function chooseWatch(
  deps: BotDeps,
  turn: Turn,
  purpose: ListPurpose,
  /** Those of the chat, where left out. */
  among?: readonly WatchedProject[],
): Promise<WatchedProject | null> {
  const { visit, talk, t } = turn;
  const known = among ?? (await deps.stores.watches.listOfChat(visit.chatKey));
  const watches = known.filter(({ watch }) => watch.isConfirmed);
  const typed = visit.command?.argument ?? '';
  const named = typed === '' ? watches : matchWatches(watches, typed, deps.forges);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  const shown = only === undefined ? watches : named;
  const message = listWatches(turn, { purpose, watches: shown, page: 0, now: deps.clock() });
  const isUnknown = only === undefined && typed !== '';
  const lines = isUnknown ? [sentence(t, 'watch.not-watched'), ...message.lines] : message.lines;
  await talk.reply({ ...message, lines });
  return null;
}
