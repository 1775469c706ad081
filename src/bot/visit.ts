import { createHash } from 'node:crypto';
import type { Chat as TelegramChat, Message, Update, User } from 'telegraf/types';
import type { Attachment } from '../domain/attachment.js';
import { chatKey, type ChatAddress, type ChatKind } from '../domain/chat.js';
import { DEFAULT_LANGUAGE } from '../domain/language.js';
import { decodePress, type Press } from './callback-data.js';
import { parseCommand, type Command } from './commands.js';
import { readAttachments } from './files/read-attachments.js';
import { toMarkdown } from './to-markdown.js';

export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly language: string;
}

/** One person's message to the bot, or press on one of its buttons, as far as features look at it. */
export interface Visit {
  readonly visitor: Visitor;
  readonly address: ChatAddress;
  readonly chatKey: string;
  readonly chatKind: ChatKind;
  readonly chatTitle: string | null;
  /** A group with topics. */
  readonly isForum: boolean;
  /** The person's message, or the bot's message whose button was pressed. */
  readonly messageId: string;
  /** The message that a person's message replies to. */
  readonly repliesTo: string | null;
  /** Whose message that was; `null`: a bot's. */
  readonly repliesToPerson: { readonly id: string; readonly name: string } | null;
  /** Of a file its caption. Empty for a press and for a message without text. */
  readonly text: string;
  /** The same for a forge, without the command before it: what is formatted, is so in Markdown. */
  readonly markdown: string;
  /** One message has one file at most. */
  readonly attachments: readonly Attachment[];
  /** Several files that were sent at once come as messages with one album. */
  readonly albumId: string | null;
  readonly command: Command | null;
  /** A message changed afterwards: looked at for tokens, never answered as a command. */
  readonly isEdit: boolean;
  /** Tells the versions of a message apart: when it was changed last, by Telegram's clock of seconds, and to what. */
  readonly version: string;
  /** Set for presses; `press` is `null` when the button's data is none of ours. */
  readonly query: { readonly id: string; readonly press: Press | null } | null;
}

/** What is read of a text; no command of ours is longer. */
const TEXT_LIMIT = 16_384;

/** `null` for what nobody has to answer: channel posts, other bots, nameless senders. */
export function readVisit(update: Update, botName: string): Visit | null {
  if ('message' in update) return readMessage(update.message, botName, false);
  if ('edited_message' in update) return readMessage(update.edited_message, botName, true);
  if (!('callback_query' in update)) return null;
  const { id, from, message } = update.callback_query;
  const data = 'data' in update.callback_query ? update.callback_query.data : '';
  if (message === undefined) return null;
  const base = readBase(
    message.chat,
    from,
    message.message_id,
    'message_thread_id' in message ? message : null,
  );
  if (base === null) return null;
  const press = decodePress(data);
  const command = press?.kind === 'run' ? { name: press.command, argument: '', isAddressed: true } : null;
  return { ...base, ...NOTHING_SAID, command, query: { id, press } };
}

function readMessage(message: Message, botName: string, isEdit: boolean): Visit | null {
  const base = readBase(message.chat, message.from, message.message_id, message);
  if (base === null) return null;
  const text = textOf(message);
  const command = parseCommand(text, botName);
  const markdown = toMarkdown(text, entitiesOf(message));
  const attachments = readAttachments(message);
  const version = 'edit_date' in message ? versionOf(message.edit_date, text, attachments) : '';
  const albumId = 'media_group_id' in message ? (message.media_group_id ?? null) : null;
  const replied = repliedIn(message);
  return {
    ...base,
    text,
    markdown: command === null ? markdown : (parseCommand(markdown, botName)?.argument ?? command.argument),
    attachments,
    albumId,
    command,
    repliesTo: replied === null ? null : String(replied.message_id),
    repliesToPerson: replied === null ? null : personIn(replied),
    isEdit,
    version,
    query: null,
  };
}

function versionOf(editDate: number | undefined, text: string, attachments: readonly Attachment[]): string {
  const content = JSON.stringify([text, attachments.map(({ uniqueId }) => uniqueId)]);
  const print = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return `${String(editDate)}.${print}`;
}

/** What a press has of a message. */
const NOTHING_SAID = {
  text: '',
  markdown: '',
  attachments: [],
  albumId: null,
  repliesTo: null,
  repliesToPerson: null,
  isEdit: false,
  version: '',
} as const;

type VisitBase = Omit<Visit, keyof typeof NOTHING_SAID | 'command' | 'query'>;

function readBase(
  chat: TelegramChat,
  from: User | undefined,
  messageId: number,
  message: Partial<Pick<Message.TextMessage, 'message_thread_id' | 'is_topic_message'>> | null,
): VisitBase | null {
  if (from === undefined || from.is_bot || chat.type === 'channel') return null;
  const address = { chatId: String(chat.id), topicId: topicOf(message) };
  return {
    visitor: { id: String(from.id), name: nameOf(from), language: from.language_code ?? DEFAULT_LANGUAGE },
    address,
    chatKey: chatKey(address),
    chatKind: chat.type === 'private' ? 'private' : 'group',
    chatTitle: 'title' in chat ? chat.title : null,
    isForum: Reflect.get(chat, 'is_forum') === true,
    messageId: String(messageId),
  };
}

/** In a topic, what replies to nothing comes as a reply to the message that began the topic. */
function repliedIn(message: Message): Pick<Message, 'message_id' | 'from'> | null {
  const { reply_to_message: replied, message_thread_id: threadId }: Partial<Message.TextMessage> =
    'reply_to_message' in message ? message : {};
  return replied === undefined || replied.message_id === threadId ? null : replied;
}

function personIn({ from }: Pick<Message, 'from'>): Visit['repliesToPerson'] {
  return from === undefined || from.is_bot ? null : { id: String(from.id), name: nameOf(from) };
}

/** Text or caption, whichever there is. */
export function textOf(message: object): string {
  const text: unknown = Reflect.get(message, 'text') ?? Reflect.get(message, 'caption');
  return typeof text === 'string' ? text.slice(0, TEXT_LIMIT) : '';
}

function entitiesOf(message: object): unknown {
  return Reflect.get(message, 'text' in message ? 'entities' : 'caption_entities');
}

function nameOf(from: User): string {
  return [from.first_name, from.last_name].filter(Boolean).join(' ') || String(from.id);
}

/** In a group without topics a reply carries a thread id too, which is no address. */
export function topicOf(
  message: Partial<Pick<Message.TextMessage, 'message_thread_id' | 'is_topic_message'>> | null,
): string | null {
  const { message_thread_id: id, is_topic_message: isTopic } = message ?? {};
  return isTopic === true && id !== undefined ? String(id) : null;
}
