/**
 * Runs `work` with a signal that fires after `timeoutMs` or when `outer` does. Unlike `AbortSignal.any`, it leaves
 * nothing behind on a signal that outlives thousands of requests.
 */
export async function withDeadline<T>(
  outer: AbortSignal,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const controller = new AbortController();
  const abort = (): void => controller.abort(outer.reason);
  const timer = setTimeout(() => controller.abort(new DOMException('Too slow', 'TimeoutError')), timeoutMs);
  outer.addEventListener('abort', abort, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', abort);
  }
}
