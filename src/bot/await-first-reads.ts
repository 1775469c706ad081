import { SECOND } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';

const LOOK_EVERY_MS = SECOND / 10;
/** A forge that does not answer must not hold up ours for longer. */
const MOST_LOOKS = 50;

/**
 * Resolves when the feeds of these accounts that are due by now have been read, those among them that were just added.
 * First sight is silent: an answer that says "from now on" before it would promise what happens in between.
 */
export async function awaitFirstReads(
  { stores, clock, wait }: Pick<BotDeps, 'stores' | 'clock' | 'wait'>,
  accountIds: readonly string[],
): Promise<void> {
  const due = clock();
  const { signal } = new AbortController();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const feeds = await Promise.all(accountIds.map((accountId) => stores.feeds.listOf(accountId)));
    if (feeds.flat().every(({ nextPollAt }) => nextPollAt > due)) return;
    await wait(LOOK_EVERY_MS, signal);
  }
}
