import { Composer } from 'telegraf';
import type { Theme } from '../../domain/chart.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import type { BotDeps } from '../bot-deps.js';
import { chooseWatch } from '../choose-watch.js';
import { statsMessage } from '../stats/stats-message.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';
import { visibleWatches } from '../visible-watches.js';

/** `/stats [project]`: how the last days of a project went, as a picture with the figures beside it. */
export function statsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('stats', (turn) => answerCommand(deps, turn)));
  composer.use(onPress('stats', (turn, { watchId, theme }) => answerPress(deps, turn, watchId, theme)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const watched = await chooseWatch(deps, turn, 'stats');
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
