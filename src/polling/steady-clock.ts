import type { Clock } from '../domain/time.js';

/**
 * A clock that never goes back: by how far the system's clock was put back is added from then on. Without it every
 * `nextPollAt` and every lease would lie in the future for as long.
 */
export function createSteadyClock(clock: Clock): Clock {
  let latest = clock().getTime();
  let putBackMs = 0;
  return () => {
    const reading = clock().getTime() + putBackMs;
    if (reading < latest) putBackMs += latest - reading;
    latest = Math.max(latest, reading);
    return new Date(latest);
  };
}
