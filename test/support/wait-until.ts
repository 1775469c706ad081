import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Resolves as soon as `probe` holds; rejects with `what`, and what `explain` knows, after a real time limit. */
export async function waitUntil(
  probe: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs: number,
  explain: () => string = () => '',
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await probe())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what} in vain. ${explain()}`);
    await delay(LOOK_EVERY_MS);
  }
}
