import type { Identity } from '../domain/account.js';
import type { FeedReading } from '../domain/feed.js';

const DAY_SECONDS = 86_400;

/** The read of the feed `token`: a token ends, and loses scopes, without anybody saying so. Once a day is often enough. */
export function tokenReading(identity: Identity): FeedReading {
  return {
    sightings: [],
    wakes: [],
    cursor: {},
    hasChanged: false,
    isRunning: false,
    newestAt: null,
    serverTime: null,
    minPollSeconds: DAY_SECONDS,
    dropped: 0,
    identity,
  };
}
