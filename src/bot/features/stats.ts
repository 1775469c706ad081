import { Composer } from 'telegraf';
import type { Theme } from '../../domain/chart.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { BotDeps } from '../bot-deps.js';
import { chooseWatch } from '../choose-watch.js';
import { ownWatches } from '../own-watches.js';
import { statsMessage } from '../stats/stats-message.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** `/stats [project]`: how the last days of a project went, as a picture with the figures beside it. */
export function statsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('stats', (turn) => answerCommand(deps, turn)));
  composer.use(onPress('stats', (turn, { watchId, theme }) => answerPress(deps, turn, watchId, theme)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const among = await visibleWatches(deps, turn);
  const watched = await chooseWatch(deps, turn, { title: 'stats.choose', press: 'stats', among });
  if (watched !== null) await show(deps, turn, watched);
}

async function answerPress(deps: BotDeps, turn: Turn, watchId: string, theme: Theme | null): Promise<void> {
  const { talk, t, visit } = turn;
  const watched = (await visibleWatches(deps, turn)).find(({ watch }) => watch.id === watchId);
  if (watched === undefined) return talk.answer(t('watch.gone'));
  if (theme === null) return show(deps, turn, watched);
  await deps.stores.preferences.change(visit.chatKey, { theme }, deps.clock());
  const message = await statsMessage(deps, turn, watched);
  if (message.picture === undefined) return talk.answer(t('stats.no-picture'));
  await talk.show(message);
}

/** The list that a project was chosen from stays, for the next one. */
async function show(deps: BotDeps, turn: Turn, watched: WatchedProject): Promise<void> {
  await turn.talk.reply(await statsMessage(deps, turn, watched));
}

/**
 * Each project once: in private what the person's own accounts read, wherever it is watched, and in a group what it
 * watches. What an account read is hidden while its forge refuses the token.
 */
async function visibleWatches(deps: BotDeps, turn: Turn): Promise<readonly WatchedProject[]> {
  const { chatKey, chatKind } = turn.visit;
  const ofChat = await deps.stores.watches.listOfChat(chatKey);
  if (chatKind === 'group')
    return ofChat.filter(({ watch, account }) => watch.isConfirmed && account.state === 'active');
  const own = await ownWatches(deps, turn);
  const isHere = ({ watch }: WatchedProject): boolean => watch.chatKey === chatKey;
  const ordered = [...own.filter(isHere), ...own.filter((one) => !isHere(one))];
  const byProject = new Map<string, WatchedProject>();
  for (const one of ordered) {
    const key = `${one.account.id}:${one.project.id}`;
    if (!byProject.has(key)) byProject.set(key, one);
  }
  return [...byProject.values()];
}
