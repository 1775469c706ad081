import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../domain/logger.js';
import { codeOf, isOutage } from './error-codes.js';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

export interface OutageOptions {
  /** Resolves when the database answers. */
  readonly probe: () => Promise<void>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Waits for a database that is away: one prober for all who wait, one log line when it goes and one when it is back. */
export class Outage {
  readonly #options: OutageOptions;
  #recovery: Promise<void> | null = null;

  constructor(options: OutageOptions) {
    this.#options = options;
  }

  /** Resolves when the database answers again; rejects when the signal aborts or the answer is a refusal. */
  wait(cause: unknown): Promise<void> {
    this.#recovery ??= this.#recover(cause).finally(() => {
      this.#recovery = null;
    });
    return this.#recovery;
  }

  async #recover(cause: unknown): Promise<void> {
    const { log, probe, signal } = this.#options;
    let isReported = false;
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
      signal.throwIfAborted();
      try {
        await probe();
        if (isReported) log.info({}, 'the database answers again');
        return;
      } catch (error) {
        if (!isOutage(error)) throw error;
        if (!isReported) log.warn({ code: codeOf(error) ?? codeOf(cause) }, 'waiting for the database');
      }
      isReported = true;
      await delay(delayMs, undefined, { signal });
    }
  }
}
