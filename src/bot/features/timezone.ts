import { Composer } from 'telegraf';
import { localTimeAt } from '../../domain/local-time.js';
import type { Message } from '../../domain/message.js';
import { findZone } from '../../domain/time-zone.js';
import type { BotDeps } from '../bot-deps.js';
import { printTime } from '../day-words.js';
import { sentence } from '../phrase.js';
import { encodeQuietPress } from '../quiet-press.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** `/timezone Europe/Berlin`: what the times of this chat mean. */
export function timezoneFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('timezone', (turn) => answerCommand(deps, turn)));
  composer.use(onPress('zone-set', (turn, { zone }) => choose(deps, turn, zone)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const typed = visit.command?.argument ?? '';
  if (typed !== '') return choose(deps, turn, typed);
  const { timeZone } = await deps.stores.preferences.find(visit.chatKey);
  if (timeZone === null) return talk.reply({ lines: [sentence(t, 'timezone.none')] });
  await talk.reply(shown(deps, turn, timeZone));
}

/** A pressed name was checked when it was offered, and yet a changed client may send any. */
async function choose(deps: BotDeps, turn: Turn, typed: string): Promise<void> {
  const { visit, talk } = turn;
  const match = findZone(typed);
  if (match.kind === 'near') return talk.reply(suggestion(turn, typed.slice(0, 60), match.zones));
  const { zone } = match;
  await deps.stores.preferences.change(visit.chatKey, { timeZone: zone }, deps.clock());
  await talk[visit.query === null ? 'reply' : 'show'](shown(deps, turn, zone));
}

function shown(deps: BotDeps, { t }: Turn, zone: string): Message {
  const time = printTime(localTimeAt(zone, deps.clock()).minute);
  return { lines: [sentence(t, 'timezone.is', { zone, time })] };
}

function suggestion({ t }: Turn, typed: string, zones: readonly string[]): Message {
  if (zones.length === 0) return { lines: [sentence(t, 'timezone.unknown', { typed })] };
  return {
    lines: [sentence(t, 'timezone.near', { typed })],
    buttons: zones.map((zone) => [{ label: zone, action: encodeQuietPress({ kind: 'zone-set', zone }) }]),
  };
}
