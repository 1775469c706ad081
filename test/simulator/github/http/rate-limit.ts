import { type Clock, HOUR, MINUTE } from '../../../../src/domain/time.js';
import type { Account } from '../state/account.js';
import { type Answer, problem } from './answer.js';
import type { Method } from './call.js';

export interface GithubLimits {
  /** Charged requests an hour and user; 5,000 when left out. */
  readonly primary?: number;
  readonly primaryStatus?: 403 | 429;
  /** Off when left out. A read costs one point, a write five; a 304 costs its point too. */
  readonly secondary?: { readonly pointsPerMinute: number } & SecondaryAnswer;
}

/** How GitHub says that it was too much at once. */
export interface SecondaryAnswer {
  readonly status?: 403 | 429;
  /** Seconds or a date; `null` leaves the header out. */
  readonly retryAfter?: number | Date | null;
}

export interface Bucket {
  readonly limit: number;
  readonly resetsAt: number;
  used: number;
}

interface Spell {
  readonly endsAt: number;
  points: number;
}

/** Every user has one bucket, whatever token is used. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #limits: GithubLimits;
  readonly #buckets = new Map<number, Bucket>();
  readonly #spells = new Map<number, Spell>();
  readonly #ordered = new Map<number, { left: number; answer: SecondaryAnswer }>();

  constructor(clock: Clock, limits: GithubLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  bucketOf(user: Account): Bucket {
    const now = this.#clock().getTime();
    const present = this.#buckets.get(user.id);
    if (present !== undefined && present.resetsAt > now) return present;
    const bucket = { limit: this.#limits.primary ?? 5_000, used: 0, resetsAt: now + HOUR };
    this.#buckets.set(user.id, bucket);
    return bucket;
  }

  exhaust(user: Account): void {
    const bucket = this.bucketOf(user);
    bucket.used = bucket.limit;
  }

  /** Answers this user's next requests with the secondary limit. */
  orderSecondary(user: Account, answer: SecondaryAnswer, times: number): void {
    this.#ordered.set(user.id, { left: times, answer });
  }

  /** Why this request is not let in, or nothing. */
  refuse(user: Account, method: Method, isFree: boolean): Answer | null {
    const secondary = this.#secondary(user, method);
    if (secondary !== null) return secondaryProblem(secondary);
    const bucket = this.bucketOf(user);
    if (isFree || bucket.used < bucket.limit) return null;
    return problem(
      this.#limits.primaryStatus ?? 403,
      `API rate limit exceeded for user ID ${user.id}. If you reach out to GitHub Support for help, please include the request ID.`,
    );
  }

  #secondary(user: Account, method: Method): SecondaryAnswer | null {
    const ordered = this.#ordered.get(user.id);
    if (ordered !== undefined && ordered.left > 0) {
      ordered.left -= 1;
      return ordered.answer;
    }
    const limit = this.#limits.secondary;
    if (limit === undefined) return null;
    const now = this.#clock().getTime();
    const present = this.#spells.get(user.id);
    const spell =
      present !== undefined && present.endsAt > now ? present : { endsAt: now + MINUTE, points: 0 };
    this.#spells.set(user.id, spell);
    spell.points += method === 'GET' ? 1 : 5;
    return spell.points > limit.pointsPerMinute ? limit : null;
  }
}

function secondaryProblem(given: SecondaryAnswer): Answer {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const refusal = problem(given.status ?? 403, message);
  const { retryAfter = 60 } = given;
  if (retryAfter === null) return refusal;
  const value = typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString();
  return { ...refusal, headers: { 'retry-after': value } };
}
