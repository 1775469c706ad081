import { Composer } from 'telegraf';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { BotDeps } from '../bot-deps.js';
import { formatDuration, parseDuration } from '../duration.js';
import { endWatchMutes } from '../end-watch-mutes.js';
import { listWatches } from '../list-watches.js';
import { matchWatches } from '../match-watch.js';
import { sentence } from '../phrase.js';
import { isOff } from '../spoken-words.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';
import { watchPanel } from '../watch-panel.js';

/** `/mute [project] [time|off]`; what is left out is asked by buttons. */
export function muteFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('mute', (turn) => mute(deps, turn)));
  return composer;
}

async function mute(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const now = deps.clock();
  const watches = await deps.stores.watches.listOfChat(visit.chatKey);
  const words = (visit.command?.argument ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const duration = durationIn(words);
  const names = words.filter((word) => durationIn([word]) === null);
  const list = { watches, page: 0, now, purpose: 'mute' } as const;
  if (watches.length === 0 || words.length === 0) return talk.reply(listWatches(turn, list));
  const named =
    names.length === 0 ? watches : names.flatMap((name) => matchWatches(watches, name, deps.forges));
  const [only, ...others] = named;
  if (only === undefined) {
    const { lines, buttons } = listWatches(turn, list);
    return talk.reply({
      lines: [sentence(t, 'watch.not-watched'), ...lines],
      ...(buttons ? { buttons } : {}),
    });
  }
  if (duration === null && others.length === 0) return talk.reply(watchPanel(t, only, now));
  if (duration === null) return talk.reply(listWatches(turn, list));
  await muteAll(deps, turn, named, duration);
}

async function muteAll(
  deps: BotDeps,
  turn: Turn,
  named: readonly WatchedProject[],
  duration: number,
): Promise<void> {
  const { talk, t } = turn;
  const until = new Date(deps.clock().getTime() + duration);
  if (duration === 0) await endWatchMutes(deps, turn, named);
  else for (const { watch } of named) await deps.stores.watches.mute(watch.id, until);
  const projects = named.map(({ project }) => project.path).join(', ');
  const key = duration === 0 ? 'mute.ended' : 'mute.started';
  await talk.reply({ lines: [sentence(t, key, { projects, duration: formatDuration(t, duration) })] });
}

/** Milliseconds; `0` for `off`; `null`: no time among the words. */
function durationIn(words: readonly string[]): number | null {
  for (const word of words) {
    const duration = isOff(word) ? 0 : parseDuration(word);
    if (duration !== null) return duration;
  }
  return null;
}
