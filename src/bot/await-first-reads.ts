import { SECOND } from '../domain/time.js';
import type { BotDeps } from './bot-deps.js';

const LOOK_EVERY_MS = SECOND / 10;
/** A forge that does not answer must not hold up ours for longer. */
const MOST_LOOKS = 50;

/**
 * Resolves when the feeds of these accounts that were due at `since` have been read. First sight is silent: an answer
 * that says "from now on" before it would promise what happens in between.
 */
export async function awaitFirstReads(
  { stores, wait }: Pick<BotDeps, 'stores' | 'wait'>,
  accountIds: readonly string[],
  since: Date,
): Promise<void> {
  const { signal } = new AbortController();
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const feeds = await Promise.all(accountIds.map((accountId) => stores.feeds.listOf(accountId)));
    if (feeds.flat().every(({ nextPollAt }) => nextPollAt > since)) return;
    await wait(LOOK_EVERY_MS, signal);
  }
}
