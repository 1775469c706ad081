import type { Logger } from '../domain/logger.js';

/** Of one run. */
const MOST_LINES = 100;
const LONGEST_LINE = 500;

/** Puts what a module prints into the daemon's log. */
export class PrintedLines {
  readonly #logger: Logger;
  readonly #module: string;
  #lines = 0;

  constructor(logger: Logger, module: string) {
    this.#logger = logger;
    this.#module = module;
  }

  /** Another run begins. */
  renew(): void {
    this.#lines = 0;
  }

  take(text: string): void {
    for (const said of text.split('\n').filter((line) => line.trim() !== '')) {
      this.#lines += 1;
      if (this.#lines > MOST_LINES) {
        if (this.#lines === MOST_LINES + 1)
          this.#logger.info({ module: this.#module }, 'a reaction printed more');
        continue;
      }
      this.#logger.info({ module: this.#module, said: said.slice(0, LONGEST_LINE) }, 'a reaction printed');
    }
  }
}
