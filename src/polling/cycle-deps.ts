import type { Feed } from '../domain/feed.js';
import type { Logger } from '../domain/logger.js';
import type { ForgeAdapters } from '../domain/ports/forge-adapter.js';
import type { AccountWork, PollStore } from '../domain/ports/poll-store.js';
import type { Clock } from '../domain/time.js';
import type { AnyEventDefinition } from '../events/index.js';
import type { Governor } from './governor.js';
import type { PollMetrics } from './poll-metrics.js';
import type { ReadWatchdog } from './read-watchdog.js';

/** What one turn of the cycle works with. */
export interface CycleDeps {
  readonly store: PollStore;
  readonly adapters: ForgeAdapters;
  readonly governor: Governor;
  readonly definitions: readonly AnyEventDefinition[];
  readonly metrics: PollMetrics;
  readonly logger: Logger;
  /** Must not go back: `createSteadyClock`. */
  readonly clock: Clock;
  readonly watchdog: ReadWatchdog;
  /** The configured interval I. */
  readonly intervalMs: number;
  /** What was created longer ago than this may have been forgotten, and is never news. */
  readonly retentionMs: number;
}

/** One feed of a leased account, about to be read or just read. */
export interface FeedTurn {
  readonly work: AccountWork;
  readonly feed: Feed;
  /** When the read began. */
  readonly readAt: Date;
}

/** Of the project that the feed reads nobody hears more than what concerns the account's owner. */
export function isForViewerOnly({ work, feed }: Pick<FeedTurn, 'work' | 'feed'>): boolean {
  if (feed.projectId === null) return false;
  const listeners = work.listeners.get(feed.projectId) ?? [];
  return listeners.every(({ level }) => level === 'participating' || level === 'muted');
}
