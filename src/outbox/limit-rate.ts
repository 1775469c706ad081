import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from '../domain/ports/channel.js';
import { SECOND } from '../domain/time.js';

/** Telegram's published ceiling over all chats. https://core.telegram.org/bots/faq */
export const TELEGRAM_MESSAGES_PER_SECOND = 30;

/** Calls that may follow each other at once to make up for timers that were late. */
const CATCH_UP = 5;

export interface RateLimit {
  readonly perSecond: number;
  /** How many of us share the ceiling: each call takes that many places. */
  readonly processes: () => number;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * A channel whose calls together stay under `perSecond`, however many chats are written to. They go out evenly: a
 * second's worth at once would empty Telegram's bucket, after which every jitter of the line is a 429.
 */
export function limitRate(channel: Channel, limit: RateLimit): Channel {
  const { perSecond, processes, now = () => performance.now(), wait = delay } = limit;
  const everyMs = SECOND / perSecond;
  let nextAt = now();
  const turn = async (): Promise<void> => {
    const at = Math.max(nextAt, now() - CATCH_UP * everyMs);
    nextAt = at + everyMs * processes();
    const waitMs = Math.floor(at - now());
    if (waitMs > 0) await wait(waitMs);
  };
  return {
    async send(address, message, options) {
      await turn();
      return channel.send(address, message, options);
    },
    async edit(address, messageId, message) {
      await turn();
      return channel.edit(address, messageId, message);
    },
  };
}
