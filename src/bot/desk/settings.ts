import type { Desk } from '../../domain/desk.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { withdraw } from './enrol.js';

const HIGHEST_LIMIT = 100;

/** The desk of this chat, for its owner; `null`: the visitor was told why not. */
export async function ownDesk(deps: BotDeps, { visit, talk, t }: Turn): Promise<Desk | null> {
  const desk = await deps.stores.desks.ofChat(visit.address.chatId);
  if (desk?.ownerId === visit.visitor.id) return desk;
  await talk.reply({ lines: [sentence(t, desk === null ? 'desk.none' : 'desk.not-yours')] });
  return null;
}

/** Its owner ends a desk, or whoever runs the bot. The issues stay; their reporters hear nothing more. */
export async function turnOff(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { desks, members } = deps.stores;
  const member = await members.find(visit.visitor.id);
  const found = member?.isOperator === true ? await desks.ofChat(visit.address.chatId) : null;
  const desk = found ?? (await ownDesk(deps, turn));
  if (desk === null) return;
  await desks.remove(desk.id);
  await withdraw(deps, desk);
  deps.logger.info({ deskId: desk.id, projectId: desk.project.id }, 'a desk was closed');
  await talk.reply({ lines: [sentence(t, 'desk.off', { project: desk.project.path })] });
}

export async function changePrivate(deps: BotDeps, turn: Turn, argument: string): Promise<void> {
  const { talk, t } = turn;
  const word = argument.toLowerCase();
  if (word !== 'on' && word !== 'off') return talk.reply({ lines: [sentence(t, 'desk.how')] });
  const desk = await ownDesk(deps, turn);
  if (desk === null) return;
  const { id, dailyLimit } = desk;
  await deps.stores.desks.change(id, { dailyLimit, allowsPrivate: word === 'on' });
  await talk.reply({ lines: [sentence(t, `desk.private-${word}`)] });
}

export async function changeLimit(deps: BotDeps, turn: Turn, argument: string): Promise<void> {
  const { talk, t } = turn;
  const limit = /^\d{1,3}$/.test(argument) ? Number(argument) : 0;
  if (limit < 1 || limit > HIGHEST_LIMIT) {
    return talk.reply({ lines: [sentence(t, 'desk.limit-how', { count: HIGHEST_LIMIT })] });
  }
  const desk = await ownDesk(deps, turn);
  if (desk === null) return;
  const { id, allowsPrivate } = desk;
  await deps.stores.desks.change(id, { allowsPrivate, dailyLimit: limit });
  await talk.reply({ lines: [sentence(t, 'desk.limit', { count: limit })] });
}
