import type { Feed, FeedProgress, FeedReading, FeedTally } from '../domain/feed.js';
import { HOUR, SECOND } from '../domain/time.js';
import { type CadenceInput, changeBeforeBaseline, nextPoll } from './cadence.js';
import { type CycleDeps, type FeedTurn, isForViewerOnly } from './cycle-deps.js';
import type { ReadFailure } from './read-failure.js';
import { nextTokenRead } from './token-notices.js';

type Timing = Pick<CycleDeps, 'clock' | 'intervalMs'>;

/** Where a feed stands after it was read, of which so many events were new. */
export function progressAfterReading(
  deps: Timing,
  turn: FeedTurn,
  reading: FeedReading,
  stored: number,
): FeedProgress {
  const { feed, readAt } = turn;
  const now = deps.clock();
  const serverTime = reading.serverTime ?? readAt;
  const lastChangeAt =
    feed.cursor === null
      ? changeBeforeBaseline(ageOf(reading.newestAt, serverTime), now, deps.intervalMs)
      : reading.hasChanged
        ? now
        : feed.lastChangeAt;
  return {
    cursor: reading.cursor,
    baselineAt: feed.cursor === null ? serverTime : feed.baselineAt,
    lastChangeAt,
    isRunning: reading.isRunning,
    failures: 0,
    lastError: null,
    tally: tallyAfter(feed.tally, now, { fetched: reading.sightings.length, stored }),
    nextPollAt: nextPoll({
      ...pace(deps, turn, now),
      lastChangeAt,
      isRunning: reading.isRunning,
      hasMore: reading.hasMore ?? false,
      isUnsettled: reading.isUnsettled ?? false,
      isFreeWatch: reading.isFreeWatch ?? false,
      isAnnounced: reading.isAnnounced ?? false,
      requests: reading.requests ?? 0,
      minPollSeconds: nextTokenRead(reading, now),
    }),
  };
}

/** Where a feed stands after it could not be read: exactly where it was, but due later. */
export function progressAfterFailure(deps: Timing, turn: FeedTurn, failure: ReadFailure): FeedProgress {
  const { feed } = turn;
  return {
    ...standing(feed),
    failures: failure.count,
    lastError: failure.code,
    nextPollAt: nextPoll({ ...pace(deps, turn, deps.clock()), failure }),
  };
}

/** Our own budget put the read off: nothing happened but time. */
export function progressAfterPostponement(
  { clock }: Timing,
  { feed }: FeedTurn,
  retryAfterSeconds: number | undefined,
): FeedProgress {
  const waitMs = Math.max(retryAfterSeconds ?? 1, 1) * SECOND;
  return { ...standing(feed), nextPollAt: new Date(clock().getTime() + waitMs) };
}

function pace({ intervalMs }: Timing, { feed, work }: FeedTurn, now: Date): CadenceInput {
  const { lastChangeAt, isRunning } = feed;
  return {
    feed,
    intervalMs,
    projects: work.projects.length,
    now,
    lastChangeAt,
    isRunning,
    hasMore: false,
    isUnsettled: false,
    isFreeWatch: false,
    isForViewerOnly: isForViewerOnly({ feed, work }),
    isAnnounced: false,
    requests: 0,
    minPollSeconds: null,
    failure: null,
  };
}

function tallyAfter(
  before: FeedTally | undefined,
  now: Date,
  { fetched, stored }: Omit<FeedTally, 'since'>,
): FeedTally {
  if (before === undefined || now.getTime() - before.since.getTime() >= HOUR)
    return { since: now, fetched, stored };
  return { since: before.since, fetched: before.fetched + fetched, stored: before.stored + stored };
}

function standing(feed: Feed): FeedProgress {
  const { cursor, baselineAt, lastChangeAt, isRunning, failures, lastError, nextPollAt, tally } = feed;
  const counted = tally === undefined ? {} : { tally };
  return { cursor, baselineAt, lastChangeAt, isRunning, failures, lastError, nextPollAt, ...counted };
}

function ageOf(newestAt: Date | null, serverTime: Date): { readonly ageMs: number } | null {
  return newestAt === null ? null : { ageMs: serverTime.getTime() - newestAt.getTime() };
}
