import { callTelegram } from '../../channels/telegram/telegram-client.js';
import { chatKey } from '../../domain/chat.js';
import { DeliveryError } from '../../domain/errors.js';
import { issueLabel } from '../../events/render/issue-view.js';
import type { BotDeps } from '../bot-deps.js';
import type { Visit } from '../visit.js';

/** https://core.telegram.org/bots/api#createforumtopic */
const LONGEST_NAME = 128;

/** Somebody writes in the topic of a ticket, where nothing has to be replied to. */
export async function isInTicketTopic({ stores }: Pick<BotDeps, 'stores'>, visit: Visit): Promise<boolean> {
  if (visit.address.topicId === null || visit.query !== null || visit.command !== null) return false;
  return (await stores.desks.ticketOfTopic(visit.chatKey)) !== null;
}

/** The key of the ticket's own topic; `null` where there are none, or where the bot may not make any. */
export async function makeTopic(
  { telegram, stores, logger }: Pick<BotDeps, 'telegram' | 'stores' | 'logger'>,
  { address: { chatId }, chatTitle, isForum }: Visit,
  { number, title }: { readonly number: string; readonly title: string },
): Promise<string | null> {
  if (!isForum) return null;
  const name = Array.from(`${issueLabel(number)} ${title}`)
    .slice(0, LONGEST_NAME)
    .join('');
  try {
    const topic = await callTelegram(telegram, 'createForumTopic', { chat_id: Number(chatId), name });
    const address = { chatId, topicId: String(topic.message_thread_id) };
    await stores.chats.save({ address, kind: 'group', title: chatTitle });
    return chatKey(address);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    logger.info({ chatId, error }, 'a ticket gets no topic of its own');
    return null;
  }
}
