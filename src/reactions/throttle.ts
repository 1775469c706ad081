import { TokenBucket } from '../polling/token-bucket.js';
import { type Clock, MINUTE, SECOND } from '../domain/time.js';

export interface Throttle {
  /** Resolves when it is the turn of so much. */
  wait(turns: number): Promise<void>;
}

/** A module that floods waits for itself: the other modules have a part in the account's budget for reactions. */
const TURNS_A_MINUTE = 30;
const BURST = 30;

export function createThrottle(clock: Clock, sleep: (ms: number) => Promise<unknown>): Throttle {
  const perSecond = TURNS_A_MINUTE / (MINUTE / SECOND);
  const bucket = new TokenBucket({ perSecond, capacity: BURST, initial: BURST, now: clock() });
  return {
    async wait(turns) {
      const waitMs = bucket.waitMs(clock());
      for (let taken = 0; taken < turns; taken += 1) bucket.take();
      if (waitMs > 0) await sleep(waitMs);
    },
  };
}
