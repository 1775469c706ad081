import type { FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE } from '../../../../src/domain/time.js';
import type { GitlabStore } from '../state/store.js';
import { ApiError, message } from './api-error.js';
import { sentSecret } from './auth.js';

export interface GitlabLimits {
  /** Requests a minute and token; `null` switches the throttle and its headers off. */
  readonly perTokenPerMinute?: number | null;
  /** Whether a 429 says how long to wait. */
  readonly sendsRetryAfter?: boolean;
  /** Notes a minute and person: an application limit, whose 429 has no headers. */
  readonly notesPerMinute?: number;
}

/** Far above what a sane client does, so that it shows in headers and hits nobody by chance. */
const GENEROUS = 100_000;

/** Counts in windows that start with the server's minute, as Rack::Attack does. */
export class RateLimit {
  readonly #store: GitlabStore;
  readonly #counts = new Map<string, number>();
  #window = 0;
  limits: GitlabLimits;

  constructor(store: GitlabStore, limits: GitlabLimits) {
    this.#store = store;
    this.limits = limits;
  }

  /** Sets the headers; throws the 429 of a request above the limit. A 304 counts like any other answer. */
  check(request: FastifyRequest, reply: FastifyReply): void {
    const limit = this.limits.perTokenPerMinute === undefined ? GENEROUS : this.limits.perTokenPerMinute;
    if (limit === null) return;
    const secret = sentSecret(request);
    const isKnown = secret !== null && this.#store.tokens.has(secret);
    const observed = this.#count(isKnown ? secret : 'unauthenticated');
    const reset = this.#window + MINUTE;
    const headers: Record<string, string> = {
      'ratelimit-limit': String(limit),
      'ratelimit-name': isKnown ? 'throttle_authenticated_api' : 'throttle_unauthenticated_api',
      'ratelimit-observed': String(observed),
      'ratelimit-remaining': String(Math.max(0, limit - observed)),
      'ratelimit-reset': String(reset / 1_000),
    };
    void reply.headers(headers);
    if (observed <= limit) return;
    void reply.header('ratelimit-resettime', new Date(reset).toUTCString());
    throw new ApiError(429, 'Retry later\n', this.#retryAfter(reset));
  }

  checkNotes(username: string): void {
    const limit = this.limits.notesPerMinute;
    if (limit === undefined || this.#count(`notes ${username}`) <= limit) return;
    throw message(429, { error: 'This endpoint has been requested too many times. Try again later.' });
  }

  #retryAfter(reset: number): Record<string, string> {
    if (this.limits.sendsRetryAfter === false) return {};
    return { 'retry-after': String(Math.max(1, Math.ceil((reset - this.#store.now()) / 1_000))) };
  }

  #count(key: string): number {
    const window = Math.floor(this.#store.now() / MINUTE) * MINUTE;
    if (window !== this.#window) {
      this.#window = window;
      this.#counts.clear();
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}
