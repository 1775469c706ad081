import { SECOND } from '../domain/time.js';

/** Allows `perSecond` on average and saves up to `capacity`. What is taken beyond that is owed, and makes others wait. */
export class TokenBucket {
  readonly #capacity: number;
  #perSecond: number;
  #tokens: number;
  #countedAt: number;

  constructor(options: { perSecond: number; capacity: number; initial: number; now: Date }) {
    this.#perSecond = options.perSecond;
    this.#capacity = options.capacity;
    this.#tokens = options.initial;
    this.#countedAt = options.now.getTime();
  }

  /** How long until one more may go. */
  waitMs(now: Date): number {
    if (this.#perSecond === Infinity) return 0;
    this.#refill(now);
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#perSecond) * SECOND;
  }

  left(now: Date): number {
    this.#refill(now);
    return this.#tokens;
  }

  take(): void {
    if (this.#perSecond !== Infinity) this.#tokens -= 1;
  }

  giveBack(): void {
    if (this.#perSecond !== Infinity) this.#tokens = Math.min(this.#capacity, this.#tokens + 1);
  }

  setRate(perSecond: number, now: Date): void {
    if (this.#perSecond !== Infinity) this.#refill(now);
    this.#perSecond = perSecond;
  }

  #refill(now: Date): void {
    const elapsedMs = Math.max(0, now.getTime() - this.#countedAt);
    this.#tokens = Math.min(this.#capacity, this.#tokens + (elapsedMs / SECOND) * this.#perSecond);
    this.#countedAt = now.getTime();
  }
}
