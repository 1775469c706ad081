import type { Clock } from '../../src/domain/time.js';
import { NOON } from './builders.js';

export interface ScriptedClock {
  readonly now: Clock;
  /** Negative milliseconds put it back. */
  advance(milliseconds: number): void;
  set(time: Date): void;
}

/** A clock that stands still until the test moves it. */
export function createScriptedClock(start: Date = NOON): ScriptedClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance: (milliseconds) => {
      time += milliseconds;
    },
    set: (next) => {
      time = next.getTime();
    },
  };
}
