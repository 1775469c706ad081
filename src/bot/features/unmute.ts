import { Composer } from 'telegraf';
import type { Mute } from '../../domain/mute.js';
import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { endMutes } from '../end-mutes.js';
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
    for (const { watch } of await deps.stores.watches.listOfChat(visit.chatKey))
      if (watch.mutedUntil !== null) await deps.stores.watches.mute(watch.id, null);
    return talk.reply({ lines: [sentence(t, 'unmute.all')] });
  }
  const told = visit.repliesTo === null ? null : await news.findTold(visit.address.chatId, visit.repliesTo);
  if (told?.kind === 'event') return endMutes(deps, turn, targetsIn(t, told, null));
  const list = [...(await mutes.list(visit.chatKey, now)), ...(await mutedProjects(deps, turn))].slice(
    0,
    MOST_SHOWN,
  );
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

/** For a time; the level is something else. */
async function mutedProjects(
  { stores, clock }: BotDeps,
  { visit }: Turn,
): Promise<readonly Omit<Mute, 'id'>[]> {
  const watches = await stores.watches.listOfChat(visit.chatKey);
  return watches.flatMap(({ watch: { id, mutedUntil }, project }) =>
    mutedUntil === null || mutedUntil <= clock()
      ? []
      : [{ target: `${WATCH}${id}`, title: project.path, until: mutedUntil, state: null }],
  );
}

async function endOne(deps: BotDeps, turn: Turn, target: MuteTarget | undefined): Promise<void> {
  const { visit, talk, t } = turn;
  if (target === undefined) return talk.answer(t('press.unknown'));
  if (target.target.startsWith(WATCH)) {
    const watched = await watchOfChat(deps, turn, target.target.slice(WATCH.length));
    if (watched !== null) await deps.stores.watches.mute(watched.watch.id, null);
  } else await deps.stores.mutes.end(visit.chatKey, target.target);
  await talk.show({ lines: [sentence(t, 'unmute.done', { title: target.title })] });
}
