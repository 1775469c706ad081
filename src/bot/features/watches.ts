import { Composer } from 'telegraf';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { MINUTE } from '../../domain/time.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import type { ListPurpose, MuteMinutes } from '../callback-data.js';
import { endWatchMutes } from '../end-watch-mutes.js';
import { listWatches } from '../list-watches.js';
import { refreshFeeds } from '../../domain/refresh-feeds.js';
import { onCommand, onPress, type BotContext, type PressOf, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';
import { watchesFor } from '../visible-watches.js';
import { watchPanel } from '../watch-panel.js';

/** The chat's watches, and the panel of each with what can be changed about it. */
export function watchesFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('watches', (turn) => showList(deps, turn, 0, 'open')));
  composer.use(onPress('watches', (turn, { page, purpose }) => showList(deps, turn, page, purpose)));
  composer.use(onPress('watch-open', (turn, { watchId }) => showPanel(deps, turn, watchId)));
  composer.use(
    onPress('watch-level', (turn, { watchId, level }) =>
      change(deps, turn, watchId, async ({ account }) => {
        await deps.stores.watches.setLevel(watchId, level);
        await refreshFeeds(deps, account.id);
        await awaitFirstReads(deps, [account.id]);
      }),
    ),
  );
  composer.use(
    onPress('watch-mute', (turn, { watchId, minutes }) =>
      change(deps, turn, watchId, (watched) => mute(deps, turn, watched, minutes)),
    ),
  );
  composer.use(onPress('watch-remove', (turn, press) => remove(deps, turn, press)));
  return composer;
}

async function showList(deps: BotDeps, turn: Turn, page: number, purpose: ListPurpose): Promise<void> {
  const watches = await watchesFor(deps, turn, purpose);
  const list = { watches, page, now: deps.clock(), purpose };
  const isTurning = turn.visit.query?.press?.kind === 'watches';
  await turn.talk[isTurning ? 'show' : 'reply'](listWatches(turn, list));
}

async function showPanel(deps: BotDeps, turn: Turn, watchId: string): Promise<void> {
  const watched = await watchOfChat(deps, turn, watchId);
  if (watched === null) return turn.talk.answer(turn.t('watch.gone'));
  await turn.talk.show(watchPanel(turn.t, watched, deps.clock()));
}

async function change(
  deps: BotDeps,
  turn: Turn,
  watchId: string,
  apply: (watched: WatchedProject) => Promise<void>,
): Promise<void> {
  const watched = await watchOfChat(deps, turn, watchId);
  if (watched === null) return turn.talk.answer(turn.t('watch.gone'));
  await apply(watched);
  await showPanel(deps, turn, watchId);
}

async function mute(deps: BotDeps, turn: Turn, watched: WatchedProject, minutes: MuteMinutes): Promise<void> {
  if (minutes === 0) return endWatchMutes(deps, turn, [watched]);
  await deps.stores.watches.mute(watched.watch.id, new Date(deps.clock().getTime() + minutes * MINUTE));
}

async function remove(
  deps: BotDeps,
  turn: Turn,
  { watchId, isListed }: PressOf<'watch-remove'>,
): Promise<void> {
  const { talk, t, visit } = turn;
  const watched = await watchOfChat(deps, turn, watchId);
  if (watched === null) return talk.answer(t('watch.gone'));
  await deps.stores.watches.remove(watchId);
  await refreshFeeds(deps, watched.account.id);
  await talk.answer(t('watch.ended-toast', { project: watched.project.path }), 'toast');
  const watches = await deps.stores.watches.listOfChat(visit.chatKey);
  await talk.show(
    listWatches(turn, { watches, page: 0, now: deps.clock(), purpose: isListed ? 'unwatch' : 'open' }),
  );
}
