import { randomUUID } from 'node:crypto';
import { Composer } from 'telegraf';
import type { Mute } from '../../domain/mute.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Subject } from '../../domain/subject.js';
import type { BotDeps } from '../bot-deps.js';
import { endMutes } from '../end-mutes.js';
import { formatDuration, parseDuration } from '../duration.js';
import { chosenMute, everything, type MuteTarget, mutePanel, targetsIn, targetsOf } from '../mute-choices.js';
import { awaitedOf } from '../mute-list.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { isAll, isOff } from '../spoken-words.js';
import { DAY } from '../../domain/time.js';
import { onPending, type BotContext, type Turn } from '../turn.js';
import { watchOfChat } from '../watch-of-chat.js';

const MUTE = 'mute';
const MOST_LOOKED_THROUGH = 200;

/** `/mute` in reply to news: its subject, its thread or its project; `/mute all`. */
export function muteSubjectFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(async ({ turn }, next) => {
    const { command, repliesTo } = turn.visit;
    if (command?.name !== 'mute') return next();
    const [word = '', ...rest] = command.argument.split(/\s+/);
    if (isAll(word)) return mute(deps, turn, [everything(turn.t)], { word: rest[0], watchId: null });
    if (repliesTo === null) return next();
    await muteReplied(deps, turn, repliesTo, word);
  });
  composer.use(
    onPending(MUTE, async (turn, { payload }, choice) =>
      choose(deps, turn, targetsOf(payload.targets), choice),
    ),
  );
  return composer;
}

async function muteReplied(deps: BotDeps, turn: Turn, messageId: string, word: string): Promise<void> {
  const { visit, talk, t } = turn;
  const told = await deps.stores.news.findTold(visit.address.chatId, messageId);
  if (told?.kind !== 'event') return talk.reply({ lines: [sentence(t, 'mute.not-news')] });
  const watched = await watchOfChat(deps, turn, told.rule.watchId);
  await mute(deps, turn, targetsIn(t, told, await seenUnder(deps, told)), {
    word,
    watchId: watched?.watch.id ?? null,
  });
}

/** What a comment or a thread is on, as it was seen last: what is talked about moved lately. */
async function seenUnder(
  { stores }: BotDeps,
  { accountId, event: { subject, projectId } }: EventNotification,
): Promise<Subject | null> {
  if (!('on' in subject)) return null;
  const { id, kind } = subject.on;
  const wanted = { projectId, kinds: [kind], withFiles: false, limit: MOST_LOOKED_THROUGH };
  const seen = await stores.subjects.lastSeen(accountId, wanted);
  return seen.find((one) => one.id === id) ?? null;
}

async function mute(
  deps: BotDeps,
  turn: Turn,
  targets: readonly MuteTarget[],
  { word = '', watchId }: { readonly word: string | undefined; readonly watchId: string | null },
): Promise<void> {
  if (isOff(word)) return endMutes(deps, turn, targets);
  const [target] = targets;
  const length = parseDuration(word);
  const now = deps.clock();
  if (length !== null && target !== undefined) {
    const until = new Date(now.getTime() + length);
    return keep(deps, turn, { ...target, until, state: null });
  }
  const actionOf = await keepPending(deps, turn.visit, {
    action: MUTE,
    payload: { targets },
    lifetimeMs: DAY,
  });
  await turn.talk.reply(mutePanel(turn.t, targets, { actionOf, watchId }));
}

async function choose(
  deps: BotDeps,
  turn: Turn,
  targets: readonly MuteTarget[],
  choice: number,
): Promise<void> {
  const chosen = chosenMute(targets, choice, deps.clock());
  if (chosen === null) return turn.talk.answer(turn.t('press.unknown'));
  await keep(deps, turn, chosen);
}

async function keep(
  deps: BotDeps,
  { visit, talk, t }: Turn,
  { target, title, until, state }: Omit<Mute, 'id'>,
): Promise<void> {
  await deps.stores.mutes.put(visit.chatKey, { id: randomUUID(), target, title, until, state });
  const key = state === null ? 'mute.done' : (`mute.done-until-${awaitedOf(state)}` as const);
  const duration = formatDuration(t, until.getTime() - deps.clock().getTime());
  await talk[visit.query === null ? 'reply' : 'show']({ lines: [sentence(t, key, { title, duration })] });
}
