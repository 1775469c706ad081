import type { Identity } from '../domain/account.js';
import type { Role } from '../domain/actions/look.js';
import { ForgeError, type ForgeErrorCode } from '../domain/errors.js';
import type { FeedReading } from '../domain/feed.js';
import type { FeedRequest } from '../domain/ports/forge-adapter.js';
import type { OwnProject } from '../domain/project.js';

const DAY_SECONDS = 86_400;

/** The read of the feed `token`: a token ends, and loses scopes, without anybody saying so. Once a day is often enough. */
export function tokenReading(identity: Identity, roles: ReadonlyMap<string, Role>): FeedReading {
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
    roles,
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
 * Roles change without anybody saying so, too: one list of the projects that moved last tells them all, as far as they
 * fit. What it leaves out stays as it was.
 */
export async function rolesAmong(
  { watched }: Pick<FeedRequest, 'watched'>,
  list: () => Promise<readonly OwnProject[]>,
): Promise<ReadonlyMap<string, Role>> {
  if (watched.length === 0) return new Map();
  const ids = new Set(watched.map(({ id }) => id));
  const projects = await list().catch((error: unknown) => {
    if (error instanceof ForgeError && error.code === 'forbidden') return [];
    throw error;
  });
  return new Map(
    projects.flatMap(({ id, role }) => (role === undefined || !ids.has(id) ? [] : [[id, role] as const])),
  );
}
