import PQueue from 'p-queue';
import type { Channel } from '../domain/ports/channel.js';
import { SECOND } from '../domain/time.js';

/** Telegram's published ceiling over all chats. https://core.telegram.org/bots/faq */
export const TELEGRAM_MESSAGES_PER_SECOND = 30;

/**
 * A channel whose calls together stay under `perSecond`, however many chats are written to. Where `processes` of us
 * share the ceiling, each call takes that many places.
 */
export function limitRate(channel: Channel, perSecond: number, processes: () => number): Channel {
  const queue = new PQueue({ intervalCap: perSecond, interval: SECOND, strict: true });
  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    for (let other = 1; other < processes(); other += 1) void queue.add(() => undefined);
    return queue.add(call);
  };
  return {
    send: (address, message, options) => inTurn(() => channel.send(address, message, options)),
    edit: (address, messageId, message) => inTurn(() => channel.edit(address, messageId, message)),
  };
}
