import { Composer } from 'telegraf';
import type { BotDeps } from '../bot-deps.js';
import { block, unblock } from '../desk/block.js';
import { changeLimit, changePrivate, turnOff } from '../desk/settings.js';
import { deskStatus } from '../desk/status.js';
import { askToTurnOn, DESK_ON, finishTurningOn } from '../desk/turn-on.js';
import { sentence } from '../phrase.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';

type Deed = (deps: BotDeps, turn: Turn, argument: string) => Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = {
  '': (deps, turn) => deskStatus(deps, turn),
  status: (deps, turn) => deskStatus(deps, turn),
  on: askToTurnOn,
  off: (deps, turn) => turnOff(deps, turn),
  private: changePrivate,
  limit: changeLimit,
  block,
  unblock,
};

/** `/desk`: a maintainer lets people of a chat report without an account. Reporting itself is behind the door. */
export function deskFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('desk', (turn) => answer(deps, turn)));
  composer.use(onPending(DESK_ON, (turn, pending, choice) => finishTurningOn(deps, turn, pending, choice)));
  composer.use(onCommand('report', (turn) => say(turn, 'report.no-desk')));
  composer.use(onCommand('tickets', (turn) => say(turn, 'tickets.none')));
  return composer;
}

async function answer(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk } = turn;
  await talk.answer();
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(visit.command?.argument ?? '') ?? [];
  const deed = Object.hasOwn(DEEDS, word.toLowerCase()) ? DEEDS[word.toLowerCase()] : undefined;
  if (deed === undefined) return say(turn, 'desk.how');
  await deed(deps, turn, rest.trim());
}

async function say({ talk, t }: Turn, key: 'report.no-desk' | 'tickets.none' | 'desk.how'): Promise<void> {
  await talk.answer();
  await talk.reply({ lines: [sentence(t, key)] });
}
