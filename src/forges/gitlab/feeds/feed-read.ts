import type { FeedReading, Sighting, Wake } from '../../../domain/feed.js';
import type { Logger } from '../../../domain/logger.js';
import type { FeedRequest } from '../../../domain/ports/forge-adapter.js';
import type { GitlabClient } from '../client.js';
import type { Drops } from '../parse.js';
import type { QuietPushes } from '../quiet-pushes.js';

/** One read of one feed under way. */
export interface FeedRead {
  readonly client: GitlabClient;
  readonly request: FeedRequest;
  readonly drops: Drops;
  /** For what the operator should know and the reader need not. */
  readonly logger: Logger;
  /** What other reads of this process found. */
  readonly quietPushes: QuietPushes;
}

/** As much of it as a single request needs. */
export type Asking = Pick<FeedRead, 'client' | 'drops'>;

/** What a feed makes of it; the rest is the same for all. */
export type FeedYield = Pick<
  FeedReading,
  | 'cursor'
  | 'sightings'
  | 'wakes'
  | 'lookedAt'
  | 'calls'
  | 'hasChanged'
  | 'isRunning'
  | 'hasMore'
  | 'isUnsettled'
  | 'isAnnounced'
  | 'newestAt'
  | 'movedTo'
>;

export type ReadFeed = (read: FeedRead) => Promise<FeedYield>;

/** The overlap covers rows that were being written while the list was read. */
const OVERLAP_MS = 60_000;

export function withOverlap(newestAt: string): string {
  return new Date(new Date(newestAt).getTime() - OVERLAP_MS).toISOString();
}

/** Latest of some ISO times, `null` of none. */
export function latestOf(times: readonly (string | null)[]): string | null {
  let latest: string | null = null;
  for (const time of times) if (time !== null && (latest === null || time > latest)) latest = time;
  return latest;
}

export function toDate(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}

/**
 * Oldest change first, so that histories are walked in the order in which they happened. Of those at the same time the
 * one with the lower id began earlier.
 */
export function inOrder(sightings: readonly Sighting[]): readonly Sighting[] {
  return sightings.toSorted(
    ({ subject: one }, { subject: other }) =>
      compare(one.updatedAt, other.updatedAt) || one.id.localeCompare(other.id, 'en', { numeric: true }),
  );
}

export function uniqueWakes(wakes: readonly Wake[]): readonly Wake[] {
  return [...new Map(wakes.map((wake) => [`${wake.kind}:${wake.projectId ?? ''}`, wake])).values()];
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
