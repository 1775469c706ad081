import type { Opts } from 'telegraf/types';
import type { ChatAddress } from '../../domain/chat.js';
import { DeliveryError } from '../../domain/errors.js';
import type { Logger } from '../../domain/logger.js';
import type { Message } from '../../domain/message.js';
import type { Channel, SendOptions } from '../../domain/ports/channel.js';
import { encodeMessage, type EncodedMessage } from './encode-message.js';
import { encodeMedia, encodePhoto } from './encode-photo.js';
import { callTelegram, type Telegram } from './telegram-client.js';
import { isPhotoForbidden, isUnchanged } from './telegram-error.js';

export interface TelegramChannelDeps {
  readonly telegram: Telegram;
  readonly logger: Logger;
  /** Time limit of one call; 12 s when left out, and longer for a picture. */
  readonly timeoutMs?: number;
}

type Outgoing = Pick<Opts<'sendMessage'>, 'text' | 'entities' | 'link_preview_options' | 'reply_markup'>;

/** Telegram as a channel: https://core.telegram.org/bots/api#sendmessage */
export function createTelegramChannel(deps: TelegramChannelDeps): Channel {
  return {
    async send(address, message, options) {
      try {
        return await send(deps, address, message, options);
      } catch (error) {
        if (error instanceof DeliveryError && isPhotoForbidden(error))
          return send(deps, address, { lines: message.lines }, options);
        if (options.replyTo === null || !isGone(error)) throw error;
        deps.logger.debug({ chatId: address.chatId }, 'the message to reply to is gone, sending without it');
        return send(deps, address, message, { ...options, replyTo: null });
      }
    },
    async edit(address, messageId, message) {
      try {
        await edit(deps, address, messageId, message);
        return 'edited';
      } catch (error) {
        if (error instanceof DeliveryError && isUnchanged(error)) return 'unchanged';
        if (isGone(error) || isTopicGone(error)) return 'gone';
        throw error;
      }
    },
  };
}

const TIMEOUT_MS = 12_000;
/** A picture takes its time on a slow line. */
const PHOTO_TIMEOUT_MS = 30_000;

async function send(
  { telegram, timeoutMs }: TelegramChannelDeps,
  address: ChatAddress,
  message: Message,
  options: SendOptions,
): Promise<string> {
  const { picture } = message;
  const place = {
    chat_id: toId(address.chatId),
    ...(address.topicId === null ? {} : { message_thread_id: toId(address.topicId) }),
    ...(options.isSilent ? { disable_notification: true } : {}),
  };
  if (picture === undefined) {
    const payload = { ...place, ...replyIn(options), ...toOutgoing(encodeMessage(message)) };
    const sent = await callTelegram(telegram, 'sendMessage', payload, { timeoutMs: timeoutMs ?? TIMEOUT_MS });
    return String(sent.message_id);
  }
  const payload = { ...place, ...inForm(replyIn(options)), ...encodePhoto(message, picture) };
  const limits = { timeoutMs: timeoutMs ?? PHOTO_TIMEOUT_MS };
  const sent = await callTelegram(telegram, 'sendPhoto', payload, limits);
  return String(sent.message_id);
}

type Reply = Pick<Opts<'sendMessage'>, 'reply_parameters'>;

function replyIn({ replyTo }: SendOptions): Reply {
  if (replyTo === null) return {};
  return { reply_parameters: { message_id: toId(replyTo), allow_sending_without_reply: true } };
}

/** telegraf leaves this object out of a form, and takes it as text. */
function inForm({ reply_parameters: reply }: Reply): Reply {
  return reply === undefined ? {} : ({ reply_parameters: JSON.stringify(reply) } as unknown as Reply);
}

async function edit(
  { telegram, timeoutMs }: TelegramChannelDeps,
  address: ChatAddress,
  messageId: string,
  message: Message,
): Promise<void> {
  const place = { chat_id: toId(address.chatId), message_id: toId(messageId) };
  const { picture } = message;
  if (picture === undefined) {
    const payload = { ...place, ...toEdit(encodeMessage(message)) };
    await callTelegram(telegram, 'editMessageText', payload, { timeoutMs: timeoutMs ?? TIMEOUT_MS });
    return;
  }
  const payload = { ...place, ...encodeMedia(message, picture) };
  await callTelegram(telegram, 'editMessageMedia', payload, { timeoutMs: timeoutMs ?? PHOTO_TIMEOUT_MS });
}

/** The typings lack the folding quotation; Telegram has it since Bot API 7.4. */
function toOutgoing(encoded: EncodedMessage): Outgoing {
  return encoded as unknown as Outgoing;
}

function toEdit(
  encoded: EncodedMessage,
): Pick<Opts<'editMessageText'>, 'text' | 'entities' | 'reply_markup'> {
  return encoded as unknown as Pick<Opts<'editMessageText'>, 'text' | 'entities' | 'reply_markup'>;
}

function isGone(error: unknown): boolean {
  return error instanceof DeliveryError && error.code === 'message-gone';
}

/** With a topic goes what was written in it. */
function isTopicGone(error: unknown): boolean {
  return error instanceof DeliveryError && error.code === 'topic-gone';
}

/** Ids are text in the domain because they exceed 32 bits; Telegram promises at most 52. */
function toId(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id)) throw new DeliveryError('rejected', 'an id is not a whole number');
  return id;
}
