import { medianOf } from '../median.js';

/** As many of the latest successes as make a habit. */
const LEAST = 5;
export const DURATIONS_KEPT = 20;
/** What differs less is weather. */
const MARKED_TIMES = 1.5;
const MARKED_SECONDS = 120;

/**
 * How long it usually takes, where `seconds` differs from that markedly; `null` otherwise, and while too few are known.
 * The median, which one stuck runner does not move.
 */
export function unusualAgainst(seconds: number, recent: readonly number[]): number | null {
  if (recent.length < LEAST) return null;
  const usual = medianOf(recent) ?? 0;
  const [shorter, longer] = [Math.min(seconds, usual), Math.max(seconds, usual)];
  return longer - shorter >= MARKED_SECONDS && longer >= shorter * MARKED_TIMES ? usual : null;
}
