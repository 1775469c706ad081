import type { Logger } from '../../domain/logger.js';

/** Counts what one read could not understand. */
export class DropTally {
  #paths = new Map<string, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(faults: readonly string[]): void {
    for (const path of faults) {
      this.#count += 1;
      this.#paths.set(path, (this.#paths.get(path) ?? 0) + 1);
    }
  }

  /** Once for the whole read; field paths only, never their content. */
  log(logger: Logger, feed: string): void {
    if (this.#count === 0) return;
    logger.warn(
      { feed, dropped: this.#count, fields: Object.fromEntries(this.#paths) },
      'github items left out',
    );
  }
}
