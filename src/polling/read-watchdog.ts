import { ForgeError } from '../domain/errors.js';
import type { RequestGate } from '../domain/ports/request-gate.js';
import { type Clock, SECOND } from '../domain/time.js';

/**
 * Limits how long a read may take. It is driven by `beat`, with the daemon's clock, and needs no timer of its own.
 * Time that a read spends waiting for our own governor does not count.
 */
export interface ReadWatchdog {
  /**
   * Settles with `work`, or rejects as soon as `parent` aborts (with its reason) or the time is up (`unavailable`),
   * even when `work` ignores its signal. The signal ends with the read.
   */
  guard<T>(limitMs: number, parent: AbortSignal, work: (read: GuardedRead) => Promise<T>): Promise<T>;
  beat(): void;
}

export interface GuardedRead {
  readonly signal: AbortSignal;
  /** The gate, with the time spent in `admit` given back to the read. */
  patiently(gate: RequestGate): RequestGate;
}

interface Entry {
  leftMs: number;
  countedAt: number;
  waits: number;
  readonly controller: AbortController;
}

export function createReadWatchdog(clock: Clock): ReadWatchdog {
  const entries = new Set<Entry>();

  const count = (entry: Entry): void => {
    const now = clock().getTime();
    if (entry.waits === 0) entry.leftMs -= now - entry.countedAt;
    entry.countedAt = now;
  };

  const patiently = (entry: Entry, gate: RequestGate): RequestGate => ({
    report: (outcome) => gate.report(outcome),
    async admit(signal) {
      count(entry);
      entry.waits += 1;
      try {
        await gate.admit(signal);
      } finally {
        count(entry);
        entry.waits -= 1;
      }
    },
  });

  return {
    async guard(limitMs, parent, work) {
      const controller = new AbortController();
      const entry = { leftMs: limitMs, countedAt: clock().getTime(), waits: 0, controller };
      const signal = AbortSignal.any([parent, controller.signal]);
      entries.add(entry);
      try {
        return await untilAborted(signal, () =>
          work({ signal, patiently: (gate) => patiently(entry, gate) }),
        );
      } finally {
        entries.delete(entry);
        controller.abort(new Error('the read is over'));
      }
    },
    beat() {
      for (const entry of entries) {
        count(entry);
        if (entry.leftMs > 0) continue;
        entry.controller.abort(new ForgeError('unavailable', { detail: 'no complete answer in time' }));
      }
    },
  };
}

/** Longest time for the whole read of a feed. */
export const READ_LIMIT_MS = 45 * SECOND;

async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
  }
}
