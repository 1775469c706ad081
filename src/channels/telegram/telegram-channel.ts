import type { Opts } from 'telegraf/types';
import type { ChatAddress } from '../../domain/chat.js';
import { DeliveryError } from '../../domain/errors.js';
import type { Logger } from '../../domain/logger.js';
import type { Message } from '../../domain/message.js';
import type { Channel, SendOptions } from '../../domain/ports/channel.js';
import { encodeMessage, type EncodedMessage } from './encode-message.js';
import { callTelegram, type Telegram } from './telegram-client.js';
import { isUnchanged } from './telegram-error.js';

export interface TelegramChannelDeps {
  readonly telegram: Telegram;
  readonly logger: Logger;
  /** Time limit of one call; 12 s when left out. */
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
        if (isGone(error)) return 'gone';
        throw error;
      }
    },
  };
}

async function send(
  { telegram, timeoutMs = 12_000 }: TelegramChannelDeps,
  address: ChatAddress,
  message: Message,
  options: SendOptions,
): Promise<string> {
  const payload: Opts<'sendMessage'> = {
    chat_id: toId(address.chatId),
    ...toOutgoing(encodeMessage(message)),
    ...(address.topicId === null ? {} : { message_thread_id: toId(address.topicId) }),
    ...(options.isSilent ? { disable_notification: true } : {}),
    ...(options.replyTo === null
      ? {}
      : { reply_parameters: { message_id: toId(options.replyTo), allow_sending_without_reply: true } }),
  };
  const sent = await callTelegram(telegram, 'sendMessage', payload, { timeoutMs });
  return String(sent.message_id);
}

async function edit(
  { telegram, timeoutMs = 12_000 }: TelegramChannelDeps,
  address: ChatAddress,
  messageId: string,
  message: Message,
): Promise<void> {
  const payload: Opts<'editMessageText'> = {
    chat_id: toId(address.chatId),
    message_id: toId(messageId),
    ...toEdit(encodeMessage(message)),
  };
  await callTelegram(telegram, 'editMessageText', payload, { timeoutMs });
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

/** Ids are text in the domain because they exceed 32 bits; Telegram promises at most 52. */
function toId(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id)) throw new DeliveryError('rejected', 'an id is not a whole number');
  return id;
}
