import type { Identity } from '../domain/account.js';
import { ForgeError, type ForgeErrorCode } from '../domain/errors.js';
import type { FeedReading } from '../domain/feed.js';
import type { FeedRequest } from '../domain/ports/forge-adapter.js';
import type { OwnProject } from '../domain/project.js';

const DAY_SECONDS = 86_400;

/** The read of the feed `token`: a token ends, and loses scopes, without anybody saying so. Once a day is often enough. */
export function tokenReading(
  identity: Identity,
  ownProjects: readonly OwnProject[] | undefined,
): FeedReading {
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
    ...(ownProjects === undefined ? {} : { ownProjects }),
  };
}

const PASSED_ON: ReadonlySet<ForgeErrorCode> = new Set(['token-refused', 'rate-limited']);

/** With the groups or teams of its owner; without where nothing tells them, for which the rest is not to be held up. */
export async function withGroups(
  { user, token }: Identity,
  ask: () => Promise<readonly string[]>,
): Promise<Identity> {
  try {
    const groups = (await ask()).map((name) => name.toLowerCase());
    return { user, token: { ...token, groups } };
  } catch (error) {
    if (!(error instanceof ForgeError) || PASSED_ON.has(error.code)) throw error;
    return { user, token };
  }
}

/**
 * Projects and the roles in them come and go without anybody saying so, too: one list of those that moved last tells them
 * all, as far as they fit.
 */
export async function listedProjects(
  { watched }: Pick<FeedRequest, 'watched'>,
  list: () => Promise<readonly OwnProject[]>,
): Promise<readonly OwnProject[] | undefined> {
  if (watched.length === 0) return undefined;
  return list().catch((error: unknown) => {
    if (error instanceof ForgeError && error.code === 'forbidden') return undefined;
    throw error;
  });
}
