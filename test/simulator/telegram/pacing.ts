import type { Clock } from '../../../src/domain/time.js';
import { ApiError } from './api-error.js';

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this; edits count like messages. */
export interface TelegramLimits {
  readonly perChatPerSecond: number;
  readonly perChatBurst: number;
  readonly perGroupPerMinute: number;
  readonly perSecond: number;
}

export const TELEGRAM_LIMITS: TelegramLimits = {
  perChatPerSecond: 1,
  perChatBurst: 3,
  perGroupPerMinute: 20,
  perSecond: 30,
};

export interface Violation {
  readonly at: Date;
  readonly chatId: number;
  readonly limit: 'chat' | 'group' | 'overall';
}

/** Refuses with 429 what comes too fast, and remembers it. */
export class Pacing {
  readonly violations: Violation[] = [];
  readonly #limits: TelegramLimits | null;
  readonly #clock: Clock;
  readonly #chats = new Map<number, Bucket>();
  readonly #groups = new Map<number, number[]>();
  #overall: Bucket | null = null;

  constructor(limits: TelegramLimits | null, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Counts one message or edit. */
  spend(chatId: number): void {
    const limits = this.#limits;
    if (limits === null) return;
    const now = this.#clock().getTime();
    const chat = bucketOf(this.#chats.get(chatId), limits.perChatBurst, limits.perChatPerSecond, now);
    const overall = bucketOf(this.#overall ?? undefined, limits.perSecond, limits.perSecond, now);
    const minute = (this.#groups.get(chatId) ?? []).filter((at) => at > now - 60_000);
    this.#chats.set(chatId, chat);
    this.#overall = overall;
    if (overall.tokens < 1) this.#refuse(chatId, 'overall', (1 - overall.tokens) / limits.perSecond);
    if (chat.tokens < 1) this.#refuse(chatId, 'chat', (1 - chat.tokens) / limits.perChatPerSecond);
    if (chatId < 0 && minute.length >= limits.perGroupPerMinute) {
      this.#refuse(chatId, 'group', ((minute[0] ?? now) + 60_000 - now) / 1_000);
    }
    chat.tokens -= 1;
    overall.tokens -= 1;
    if (chatId < 0) this.#groups.set(chatId, [...minute, now]);
  }

  #refuse(chatId: number, limit: Violation['limit'], seconds: number): never {
    this.violations.push({ at: this.#clock(), chatId, limit });
    const wait = Math.max(1, Math.ceil(seconds));
    throw new ApiError(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  }
}

interface Bucket {
  tokens: number;
  readonly at: number;
}

function bucketOf(before: Bucket | undefined, capacity: number, perSecond: number, now: number): Bucket {
  if (before === undefined) return { tokens: capacity, at: now };
  return { tokens: Math.min(capacity, before.tokens + ((now - before.at) / 1_000) * perSecond), at: now };
}
