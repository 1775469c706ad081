import type { ChatKind } from '../domain/chat.js';
import { SECOND } from '../domain/time.js';

/** How often one chat may be written to: `burst` messages at once, then one each `everyMs`. */
export interface Pace {
  readonly burst: number;
  readonly everyMs: number;
}

/**
 * Telegram's published guidance: about one message a second in a chat, twenty a minute in a group.
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export const TELEGRAM_PACE: Readonly<Record<ChatKind, Pace>> = {
  private: { burst: 2, everyMs: SECOND },
  group: { burst: 2, everyMs: 3.4 * SECOND },
};

export interface Pacing {
  /** When the chat may be written to; `now` or earlier means at once. */
  readyAt(chatId: string, kind: ChatKind, now: Date): Date;
  /** Counts `calls` requests to the chat. */
  spend(chatId: string, kind: ChatKind, now: Date, calls: number): void;
  /** Nothing more to this chat before `until`, however soon something new is owed to it. */
  hold(chatId: string, until: Date): void;
}

/** Beyond this many chats full buckets and past holds are forgotten, which is the same as remembering them. */
const MAX_CHATS = 10_000;

export function createPacing(paces: Readonly<Record<ChatKind, Pace>> = TELEGRAM_PACE): Pacing {
  /** Time at which the chat's bucket is, or was, full again. */
  const fullAt = new Map<string, number>();
  const heldUntil = new Map<string, number>();
  return {
    readyAt(chatId, kind, now) {
      const { burst, everyMs } = paces[kind];
      const full = fullAt.get(chatId) ?? now.getTime();
      return new Date(Math.max(now.getTime(), full - (burst - 1) * everyMs, heldUntil.get(chatId) ?? 0));
    },
    spend(chatId, kind, now, calls) {
      const full = Math.max(fullAt.get(chatId) ?? 0, now.getTime());
      fullAt.delete(chatId);
      fullAt.set(chatId, full + calls * paces[kind].everyMs);
      if (fullAt.size > MAX_CHATS) forgetPast(fullAt, now.getTime());
      if (heldUntil.size > MAX_CHATS) forgetPast(heldUntil, now.getTime());
    },
    hold(chatId, until) {
      heldUntil.set(chatId, until.getTime());
    },
  };
}

function forgetPast(times: Map<string, number>, now: number): void {
  for (const [chatId, time] of times) {
    if (time <= now) times.delete(chatId);
  }
}
