import { Composer } from 'telegraf';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { DAY } from '../../domain/time.js';
import { isMuted } from '../../domain/watch.js';
import type { BotDeps } from '../bot-deps.js';
import { endMutes } from '../end-mutes.js';
import { endWatchMutes } from '../end-watch-mutes.js';
import { type MuteTarget, targetsIn, targetsOf } from '../mute-choices.js';
import { muteLines } from '../mute-list.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { isAll } from '../spoken-words.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';

const UNMUTE = 'unmute';
/** Begins the target of a muted project. */
const WATCH = 'watch:';
/** Nobody has more buttons than this. */
const MOST_SHOWN = 20;

/** `/unmute [all]`: what is muted, with a button for each; in reply to news what that is about. */
export function unmuteFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('unmute', (turn) => unmute(deps, turn)));
  composer.use(
    onPending(UNMUTE, async (turn, { payload }, choice) =>
      endOne(deps, turn, targetsOf(payload.targets)[choice]),
    ),
  );
  return composer;
}

async function unmute(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { mutes, news } = deps.stores;
  const now = deps.clock();
  if (isAll(visit.command?.argument ?? '')) {
    await mutes.endAll(visit.chatKey);
    await endWatchMutes(deps, turn, await mutedProjects(deps, turn));
    return talk.reply({ lines: [sentence(t, 'unmute.all')] });
  }
  const told = visit.repliesTo === null ? null : await news.findTold(visit.address.chatId, visit.repliesTo);
  if (told?.kind === 'event') return endMutes(deps, turn, targetsIn(t, told, null));
  const projects = (await mutedProjects(deps, turn)).map(({ watch, project }) => ({
    target: `${WATCH}${watch.id}`,
    title: project.path,
    state: null,
    until: watch.level === 'muted' ? null : watch.mutedUntil,
  }));
  const list = [...(await mutes.list(visit.chatKey, now)), ...projects].slice(0, MOST_SHOWN);
  if (list.length === 0) return talk.reply({ lines: [sentence(t, 'unmute.none')] });
  const targets = list.map(({ target, title, state }) => ({ target, title, state }));
  const actionOf = await keepPending(deps, visit, { action: UNMUTE, payload: { targets }, lifetimeMs: DAY });
  await talk.reply({
    lines: [sentence(t, 'mute.list'), ...muteLines(t, list, now)],
    buttons: list.map(({ title }, index) => [
      { label: t('button.unmute-one', { title: title.slice(0, 40) }), action: actionOf(index) },
    ]),
  });
}

async function mutedProjects(
  { stores, clock }: BotDeps,
  { visit }: Turn,
): Promise<readonly WatchedProject[]> {
  const watches = await stores.watches.listOfChat(visit.chatKey);
  return watches.filter(({ watch }) => isMuted(watch, clock()));
}

async function endOne(deps: BotDeps, turn: Turn, target: MuteTarget | undefined): Promise<void> {
  const { visit, talk, t } = turn;
  if (target === undefined) return talk.answer(t('press.unknown'));
  if (target.target.startsWith(WATCH)) {
    const watched = await watchOfChat(deps, turn, target.target.slice(WATCH.length));
    if (watched !== null) await endWatchMutes(deps, turn, [watched]);
  } else await deps.stores.mutes.end(visit.chatKey, target.target);
  await talk.show({ lines: [sentence(t, 'unmute.done', { title: target.title })] });
}
