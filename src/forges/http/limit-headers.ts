import type { RequestOutcome } from '../../domain/ports/request-gate.js';

/** What an answer's headers tell about the server's limits; GitHub writes the same names with `X-` before them. */
export function readLimits(
  headers: Headers,
): Pick<RequestOutcome, 'limit' | 'remaining' | 'resetAt' | 'retryAfterSeconds'> {
  const resetSeconds = readNumber(headers, 'ratelimit-reset');
  return {
    limit: readNumber(headers, 'ratelimit-limit'),
    remaining: readNumber(headers, 'ratelimit-remaining'),
    resetAt: resetSeconds === null ? null : new Date(resetSeconds * 1_000),
    retryAfterSeconds: readRetryAfter(headers),
  };
}

/** Server's clock; `null` without a readable `Date` header. */
export function readServerTime(headers: Headers): Date | null {
  return readDate(headers.get('date'));
}

/**
 * Seconds to wait before the next request: `Retry-After` as seconds or as a date, else the reset of an exhausted
 * quota. Dates are counted from the server's own clock, so ours may be wrong.
 */
export function readRetryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const serverTime = readServerTime(headers);
  const until = readDate(value);
  return until === null || serverTime === null ? null : secondsBetween(serverTime, until);
}

/** As `readRetryAfter`, or the time to the reset when the answer says that nothing remains. */
export function readWait(headers: Headers): number | null {
  const retryAfterSeconds = readRetryAfter(headers);
  if (retryAfterSeconds !== null) return retryAfterSeconds;
  const { remaining, resetAt } = readLimits(headers);
  const serverTime = readServerTime(headers);
  if (remaining !== 0 || resetAt === null || serverTime === null) return null;
  return secondsBetween(serverTime, resetAt);
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 1_000));
}

function readNumber(headers: Headers, name: string): number | null {
  const value = headers.get(name) ?? headers.get(`x-${name}`);
  return value !== null && /^\d{1,12}$/.test(value.trim()) ? Number(value) : null;
}

function readDate(value: string | null): Date | null {
  // A bare number is a valid date for `Date`, and not what the header means.
  if (value === null || !/[a-z]/i.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}
