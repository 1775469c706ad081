import type { Clock } from '../../../src/domain/time.js';

/** A clock that stands still until it is told otherwise. */
export class ScriptedClock {
  #now: number;

  constructor(start = new Date('2026-03-02T09:00:00Z')) {
    this.#now = start.getTime();
  }

  readonly now: Clock = () => new Date(this.#now);

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
