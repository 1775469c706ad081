import { SECOND } from '../domain/time.js';
import { type Wait, within } from './waiting.js';

/** A live run begins to tell after that, also when something could not be looked at yet. */
const LIMIT_MS = { live: 20 * SECOND, once: 120 * SECOND } as const;

export interface FirstLook {
  readonly isOnce: boolean;
  /** Resolves when every list was looked at to its end, and what that woke. */
  readonly seen: Promise<void>;
  /** Whether a list that was not has got on since this was asked last. */
  readonly getsOn: () => boolean;
  readonly wait: Wait;
  readonly signal: AbortSignal;
}

/** A single look goes on for as long as it gets on: within the budget, what a busy day brought may take many minutes. */
export async function awaitFirstLook({ isOnce, seen, getsOn, wait, signal }: FirstLook): Promise<void> {
  const over = new AbortController();
  const end = seen.then(() => over.abort());
  const ends = AbortSignal.any([over.signal, signal]);
  do await within(isOnce ? LIMIT_MS.once : LIMIT_MS.live, end, wait, ends);
  while (isOnce && !ends.aborted && getsOn());
}
