import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import type { ListPurpose } from './callback-data.js';
import { listWatches } from './list-watches.js';
import { matchWatches } from './match-watch.js';
import { sentence } from './phrase.js';
import type { Turn } from './turn.js';
import { watchesFor } from './visible-watches.js';

/**
 * The watch that the command names, or the only one there is. `null`: the person has been asked to choose,
 * with buttons that lead on.
 */
export async function chooseWatch(
  deps: BotDeps,
  turn: Turn,
  purpose: ListPurpose,
): Promise<WatchedProject | null> {
  const { visit, talk, t } = turn;
  const watches = (await watchesFor(deps, turn, purpose)).filter(({ watch }) => watch.isConfirmed);
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
