import type { RequestOutcome, RequestUsage } from '../domain/ports/request-gate.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { type Priority, RESERVES } from './request-budgets.js';

/** Without a word from the server: a minute, and twice as long each time that it refuses again. */
const FIRST_BLOCK_MS = MINUTE;
const MAX_BLOCK_MS = 15 * MINUTE;

/** What the server has said of one token's limits. */
export class ServerLimits {
  #quota: { readonly limit: number; readonly remaining: number; readonly resetsAt: number } | null = null;
  #blockedUntil = 0;
  #refusals = 0;

  /** How long this token has to keep still. */
  blockedMs(priority: Priority, now: Date): number {
    return Math.max(this.#blockedUntil, this.#quotaBlock(priority)) - now.getTime();
  }

  /** True when this answer blocked the token. */
  note(outcome: RequestOutcome, now: Date): boolean {
    const { limit, remaining } = outcome;
    if (limit !== null && remaining !== null) {
      this.#quota = { limit, remaining, resetsAt: resetTime(outcome, now) ?? now.getTime() + FIRST_BLOCK_MS };
    }
    if (!isLimitRefusal(outcome)) {
      if (outcome.status !== null && outcome.status < 400) this.#refusals = 0;
      return false;
    }
    const defaultMs = Math.min(FIRST_BLOCK_MS * 2 ** this.#refusals, MAX_BLOCK_MS);
    this.#refusals += 1;
    const until = retryTime(outcome, now) ?? resetTime(outcome, now) ?? now.getTime() + defaultMs;
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
    return true;
  }

  report(now: Date): Pick<RequestUsage, 'server' | 'blockedUntil'> {
    const quota = this.#quota;
    const isPast = quota === null || quota.resetsAt <= now.getTime();
    return {
      server: isPast ? null : { ...quota, resetsAt: new Date(quota.resetsAt) },
      blockedUntil: this.#blockedUntil > now.getTime() ? new Date(this.#blockedUntil) : null,
    };
  }

  #quotaBlock(priority: Priority): number {
    if (this.#quota === null) return 0;
    const { limit, remaining, resetsAt } = this.#quota;
    return remaining <= limit * RESERVES[priority] ? resetsAt : 0;
  }
}

/** GitHub says it with a 403, too: a used-up quota, or a `Retry-After` for its secondary limits. */
export function isLimitRefusal({ status, remaining, retryAfterSeconds }: RequestOutcome): boolean {
  return status === 429 || (status === 403 && (remaining === 0 || retryAfterSeconds !== null));
}

/** When the server wants to be asked again, if it said so. */
export function retryTime({ retryAfterSeconds }: RequestOutcome, now: Date): number | null {
  return retryAfterSeconds === null ? null : now.getTime() + Math.min(retryAfterSeconds * 1_000, DAY);
}

/** The longest window that either forge has is an hour; a later reset is a clock that differs from ours. */
function resetTime({ resetAt }: RequestOutcome, now: Date): number | null {
  return resetAt === null ? null : Math.min(resetAt.getTime(), now.getTime() + HOUR);
}
