import type { Message } from 'telegraf/types';
import { callTelegram } from '../../channels/telegram/telegram-client.js';
import { type Desk, type DeskAbsence, isAtWork } from '../../domain/desk.js';
import { DeliveryError } from '../../domain/errors.js';
import { deskNotices } from '../../domain/owner-notice.js';
import { routeToTicket } from '../../domain/ticket-route.js';
import type { BotDeps } from '../bot-deps.js';

/** The desk of a chat rests while the bot or the desk's owner is not in it, and says so on both sides. */
export async function noteAbsence(deps: BotDeps, chatId: string, absence: DeskAbsence): Promise<void> {
  const desks = await deps.stores.desks.leave(chatId, absence);
  for (const desk of desks) {
    deps.logger.info({ deskId: desk.id, absence }, 'a desk rests because somebody is missing in its chat');
    await tell(deps, desk, `desk-paused-${absence}`);
  }
}

/** The bot is in the chat again: its desk goes on, unless the owner left meanwhile. */
export async function noteBotBack(deps: BotDeps, chatId: string): Promise<void> {
  const desk = await deps.stores.desks.ofChat(chatId);
  if (desk === null || desk.absence === null) return;
  if (await isPresent(deps, chatId, desk.ownerId)) return goOn(deps, desk);
  await noteAbsence(deps, chatId, 'owner-gone');
}

/** Somebody came or went: that matters of a desk's owner alone. */
export async function noteComingAndGoing(deps: BotDeps, message: Message): Promise<void> {
  const gone = 'left_chat_member' in message ? message.left_chat_member.id : null;
  const come = 'new_chat_members' in message ? message.new_chat_members.map(({ id }) => id) : [];
  if (gone === null && come.length === 0) return;
  const chatId = String(message.chat.id);
  const desk = await deps.stores.desks.ofChat(chatId);
  if (desk === null) return;
  if (String(gone) === desk.ownerId) await noteAbsence(deps, chatId, 'owner-gone');
  else if (come.map(String).includes(desk.ownerId)) await noteOwnerBack(deps, desk);
}

/** The owner was seen in the chat. */
export async function noteOwnerBack(deps: BotDeps, desk: Desk): Promise<void> {
  if (desk.absence !== null) await goOn(deps, desk);
}

async function goOn(deps: BotDeps, { id, accountId }: Desk): Promise<void> {
  const { accounts, desks } = deps.stores;
  const account = accountId === null ? null : await accounts.find(accountId);
  const back = await desks.comeBack(id, (ticket, sight) =>
    account === null
      ? { seen: ticket.seen, news: [], held: sight.comments }
      : routeToTicket({ ...ticket, isResting: false }, sight, { accountId: account.id, user: account.user }),
  );
  if (back === null) return;
  deps.logger.info({ deskId: id }, 'nobody is missing in the chat of a desk any more');
  if (isAtWork(back)) await tell(deps, back, 'desk-resumed');
}

/** Nothing can be queued for an account that is no more: then its desk said long ago that it rests. */
async function tell(
  { stores, clock }: BotDeps,
  desk: Desk,
  code: Parameters<typeof deskNotices>[0],
): Promise<void> {
  const account = desk.accountId === null ? null : await stores.accounts.find(desk.accountId);
  if (account === null) return;
  for (const notice of deskNotices(code, account, [desk], clock().toISOString())) {
    await stores.notices.enqueue(notice);
  }
}

/** A bot that is no administrator may be refused the answer: then nobody is said to be gone. */
async function isPresent({ telegram, logger }: BotDeps, chatId: string, personId: string): Promise<boolean> {
  if (chatId === personId) return true;
  const asked = { chat_id: Number(chatId), user_id: Number(personId) };
  try {
    const member = await callTelegram(telegram, 'getChatMember', asked);
    return member.status === 'restricted' ? member.is_member : !['left', 'kicked'].includes(member.status);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    logger.info({ chatId, error }, 'Telegram does not say whether the owner of a desk is in its chat');
    return true;
  }
}
