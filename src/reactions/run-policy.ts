import type { ReactionRun, RunEnd } from '../domain/ports/reaction-store.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Failure } from './messages.js';

/** After this many faults of its own a handler is not tried again on the event. */
export const MAX_FAILURES = 5;
/** And after this many altogether, of a forge that does not come back: about eight hours. */
const MAX_ATTEMPTS = 50;
const BACKOFF_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE] as const;
const LONGEST_BACKOFF_MS = 10 * MINUTE;
/** An attempt that began this often without an end takes the daemon down. */
export const MAX_UNFINISHED = 3;

/** Nobody's fault that trying again would not mend. */
const PASSING: ReadonlySet<string> = new Set([
  'unavailable',
  'rate-limited',
  'bad-reply',
  'untrusted',
  'token-refused',
  'busy',
  'stopped',
]);
/** Trying again would be no better. */
const FINAL: ReadonlySet<string> = new Set(['unsure', 'scope']);

/** What becomes of a run whose handler failed. */
export function endOfFailure(
  { failures, finishedAttempts }: Pick<ReactionRun, 'failures' | 'finishedAttempts'>,
  { code, retryAfterSeconds }: Failure,
  now: Date,
): RunEnd {
  const isOwnFault = !PASSING.has(code);
  const isLast = isOwnFault ? failures + 1 >= MAX_FAILURES : finishedAttempts + 1 >= MAX_ATTEMPTS;
  if (isLast || FINAL.has(code)) return { result: 'given-up', code };
  const tried = isOwnFault ? failures : finishedAttempts;
  const backoffMs = BACKOFF_MS[tried] ?? LONGEST_BACKOFF_MS;
  const afterMs = Math.max(backoffMs, (retryAfterSeconds ?? 0) * SECOND);
  return { result: 'again', at: new Date(now.getTime() + afterMs), isOwnFault, code };
}

export function isPoisonous(run: Pick<ReactionRun, 'startedAttempts' | 'finishedAttempts'>): boolean {
  return run.startedAttempts - run.finishedAttempts >= MAX_UNFINISHED;
}
