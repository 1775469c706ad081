import PQueue from 'p-queue';
import type { Channel } from '../domain/ports/channel.js';
import { SECOND } from '../domain/time.js';

/** Telegram's published ceiling over all chats. https://core.telegram.org/bots/faq */
export const TELEGRAM_MESSAGES_PER_SECOND = 30;

/** A channel whose calls together stay under `perSecond`, however many chats are written to. */
export function limitRate(channel: Channel, perSecond: number): Channel {
  const queue = new PQueue({ intervalCap: perSecond, interval: SECOND, strict: true });
  return {
    send: (address, message, options) => queue.add(() => channel.send(address, message, options)),
    edit: (address, messageId, message) => queue.add(() => channel.edit(address, messageId, message)),
  };
}
