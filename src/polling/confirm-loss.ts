import { ForgeError } from '../domain/errors.js';
import { LOST_AFTER } from './cadence.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import type { AccountAccess } from './poll-feed.js';
import { isAccessFailure, nextFailure } from './read-failure.js';

/**
 * Whether a project is lost to the token by this failure of one of its feeds. One thing of a project may be refused
 * alone, because it is switched off, or the role or the token has no part in it: so the project itself is asked for.
 */
export async function isProjectLost(
  { adapters }: Pick<CycleDeps, 'adapters'>,
  { work: { account }, feed }: Pick<FeedTurn, 'work' | 'feed'>,
  { error, gate, signal }: AccountAccess & { readonly error: ForgeError },
): Promise<boolean> {
  const { projectId } = feed;
  if (projectId === null || !isAccessFailure(error.code)) return false;
  if (nextFailure(feed, error).count !== LOST_AFTER) return false;
  const { forge, secret } = account;
  try {
    return (await adapters[forge.kind].findProject({ forge, secret, gate, signal }, projectId)) === null;
  } catch (fault) {
    if (fault instanceof ForgeError) return true;
    throw fault;
  }
}
