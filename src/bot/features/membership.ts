import { Composer } from 'telegraf';
import type { ChatMemberUpdated, Message } from 'telegraf/types';
import { mayUse } from '../../domain/access.js';
import { chatKey, type ChatAddress } from '../../domain/chat.js';
import { DEFAULT_LANGUAGE, languageOf } from '../../domain/language.js';
import { DeliveryError } from '../../domain/errors.js';
import type { BotDeps } from '../bot-deps.js';
import { noteAbsence, noteBotBack, noteComingAndGoing } from '../desk/presence.js';
import { publishGroupMenu } from '../menu.js';
import { phrase } from '../phrase.js';
import { asTexts } from '../translator.js';
import type { BotContext } from '../turn.js';
import { topicOf } from '../visit.js';

const GONE: readonly string[] = ['kicked', 'left'];

/** Follows the bot into and out of chats, and chats from one id to the next. */
export function membershipFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(async ({ update }, next) => {
    if ('my_chat_member' in update) return follow(deps, update.my_chat_member);
    if ('message' in update) {
      if (await migrate(deps, update.message)) return;
      if ('forum_topic_reopened' in update.message) return goOn(deps, update.message);
      await noteLeaving(deps, update.message);
      await noteComingAndGoing(deps, update.message);
    }
    await next();
  });
  return composer;
}

/** A chat is remembered for a member only: strangers who add the bot somewhere leave no trace and get no greeting. */
async function follow(deps: BotDeps, change: ChatMemberUpdated): Promise<void> {
  const { chat, new_chat_member: now, old_chat_member: before } = change;
  const { chats } = deps.stores;
  if (chat.type === 'channel') return;
  const address = { chatId: String(chat.id), topicId: null };
  if (GONE.includes(now.status)) {
    await chats.markUnreachable(address.chatId);
    return noteAbsence(deps, address.chatId, 'bot-removed');
  }
  const language = await languageOfAdder(deps, change);
  if (language === null && (await chats.find(chatKey(address))) === null) return;
  const kind = chat.type === 'private' ? 'private' : 'group';
  const saved = await chats.save({
    address,
    kind,
    title: 'title' in chat ? chat.title : null,
    language: kind === 'group' ? language : null,
  });
  if (!GONE.includes(before.status)) return;
  await noteBotBack(deps, address.chatId);
  if (language === null || kind === 'private') return;
  const spoken = saved.language ?? DEFAULT_LANGUAGE;
  await greet(deps, address, spoken);
  await publishGroupMenu(deps, address.chatId, spoken);
}

/** The language of the member who did it; `null` for a stranger. */
async function languageOfAdder(
  { stores, allowedUsers }: BotDeps,
  { from }: ChatMemberUpdated,
): Promise<string | null> {
  const personId = String(from.id);
  const member = await stores.members.find(personId);
  if (!mayUse(allowedUsers, personId, member)) return null;
  return member === null ? (from.language_code ?? DEFAULT_LANGUAGE) : languageOf(member);
}

async function greet(
  { channel, translator, logger }: BotDeps,
  address: ChatAddress,
  language: string,
): Promise<void> {
  const lines = phrase(asTexts(translator(language)), 'group.greeting');
  try {
    await channel.send(address, { lines }, { replyTo: null, isSilent: true });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    logger.info({ chatId: address.chatId, error }, 'a group could not be greeted');
  }
}

/** That it was closed shows when it is written to: with the right to manage topics, the bot may write to it all the same. */
async function goOn({ stores }: BotDeps, message: Message.ForumTopicReopenedMessage): Promise<void> {
  await stores.chats.reopenTopic(chatKey({ chatId: String(message.chat.id), topicId: topicOf(message) }));
}

/** Whoever is not there any more is mentioned no more. */
async function noteLeaving({ stores }: BotDeps, message: Message): Promise<void> {
  if (!('left_chat_member' in message)) return;
  await stores.mentions.end(String(message.chat.id), String(message.left_chat_member.id));
}

/** Both ends of a migration are announced; whichever comes first moves the chat. */
async function migrate(deps: BotDeps, message: Message): Promise<boolean> {
  const { stores, logger } = deps;
  const from = 'migrate_from_chat_id' in message ? message.migrate_from_chat_id : message.chat.id;
  const to = 'migrate_to_chat_id' in message ? message.migrate_to_chat_id : message.chat.id;
  if (from === to) return false;
  await stores.chats.move(String(from), String(to));
  logger.info({ from: String(from), to: String(to) }, 'a group became a supergroup');
  const group = (await stores.chats.listGroups()).find(({ chatId }) => chatId === String(to));
  if (group !== undefined) await publishGroupMenu(deps, group.chatId, group.language);
  return true;
}
