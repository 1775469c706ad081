/** Resolves after the time, or early when the signal aborts; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Resolves with the work, or when its time is up or the signal aborts. */
export async function within(
  ms: number,
  work: Promise<void>,
  wait: Wait,
  signal?: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const signals = signal === undefined ? [over.signal] : [signal, over.signal];
  await Promise.race([work, wait(ms, AbortSignal.any(signals))]);
  over.abort();
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
