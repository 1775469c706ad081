import type { Clock } from '../../../src/domain/time.js';

/** Sleep by a scripted clock: whoever sleeps is woken when the clock has been moved far enough. */
export class ScriptedSleep {
  readonly #clock: Clock;
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  #onSleep: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#sleepers.size;
  }

  readonly sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const sleeper = {
        until: this.#clock().getTime() + milliseconds,
        wake: () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#sleepers.add(sleeper);
      this.#onSleep?.();
    });

  /** Resolves when somebody sleeps. */
  async someone(): Promise<void> {
    if (this.count > 0) return;
    await new Promise<void>((resolve) => {
      this.#onSleep = resolve;
    });
  }

  /** Call after the clock was moved. */
  wakeDue(): void {
    const now = this.#clock().getTime();
    for (const sleeper of this.#sleepers) {
      if (sleeper.until > now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
