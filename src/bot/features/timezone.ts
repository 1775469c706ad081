import { Composer } from 'telegraf';
import type { Message } from '../../domain/message.js';
import { findZone } from '../../domain/time-zone.js';
import type { BotDeps } from '../bot-deps.js';
import { onPanelAnswer, placePanel } from '../panel-answer.js';
import { onCommand, onPress, onSettings, type BotContext, type Turn } from '../turn.js';
import { nearZonesPanel, zoneMessage, zonePanel } from '../zone-panel.js';

const ANSWER = 'zone-answer';

/** `/timezone Europe/Berlin`: what the times of this chat mean. */
export function timezoneFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('timezone', (turn) => answerCommand(deps, turn)));
  composer.use(onSettings('timezone', async (turn) => place(deps, turn, await panel(deps, turn))));
  composer.use(
    onPress('zone-set', async (turn, { zone }) => place(deps, turn, (await choose(deps, turn, zone)).shown)),
  );
  composer.use(onPanelAnswer(deps, ANSWER, (turn, typed) => takeTyped(deps, turn, typed)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const typed = visit.command?.argument ?? '';
  if (typed === '') return place(deps, turn, await panel(deps, turn));
  const { zone, shown } = await choose(deps, turn, typed);
  await talk.reply(zone === null ? shown : zoneMessage(t, zone, deps.clock()));
}

function place(deps: BotDeps, turn: Turn, message: Message): Promise<void> {
  return placePanel(deps, turn, message, ANSWER);
}

async function takeTyped(deps: BotDeps, turn: Turn, typed: string): Promise<Message> {
  return typed === '' ? panel(deps, turn) : (await choose(deps, turn, typed)).shown;
}

interface Choice {
  /** `null`: there is none of that name. */
  readonly zone: string | null;
  readonly shown: Message;
}

/** A pressed name was checked when it was offered, and yet a changed client may send any. */
async function choose(deps: BotDeps, { visit, t }: Turn, typed: string): Promise<Choice> {
  const match = findZone(typed);
  if (match.kind === 'near') return { zone: null, shown: nearZonesPanel(t, typed.slice(0, 60), match.zones) };
  const now = deps.clock();
  const { timeZone } = await deps.stores.preferences.change(visit.chatKey, { timeZone: match.zone }, now);
  return { zone: timeZone, shown: zonePanel(t, timeZone, now) };
}

async function panel(deps: BotDeps, { visit, t }: Turn): Promise<Message> {
  const { timeZone } = await deps.stores.preferences.find(visit.chatKey);
  return zonePanel(t, timeZone, deps.clock());
}
