import type { PollMetrics } from '../polling/poll-metrics.js';

/** Of all that the cycle counts, what a reader asks for: how late an event was seen. */
export function createLagMetrics(onDetected: (lagSeconds: number) => void): PollMetrics {
  const ignore = (): void => undefined;
  return {
    requested: ignore,
    polled: ignore,
    dropped: ignore,
    kept: ignore,
    late: ignore,
    load: ignore,
    detected: (_forge, lagSeconds) => onDetected(lagSeconds),
  };
}
