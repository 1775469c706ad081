import type { ForgeError } from '../domain/errors.js';
import type { AccountWork } from '../domain/ports/poll-store.js';
import { deskNotices, ownerNotice } from '../domain/owner-notice.js';
import type { CycleDeps, FeedTurn } from './cycle-deps.js';
import { progressAfterFailure, progressAfterPostponement } from './feed-progress.js';
import { noteAccessLost } from './project-access.js';
import { isPostponed, nextFailure } from './read-failure.js';

type Outcome = Promise<'committed' | 'lost-lease'>;

/** Puts the feed off; its owner hears of it when the project has turned out to be lost to the token. */
export function commitFailure(deps: CycleDeps, turn: FeedTurn, error: ForgeError, isLost: boolean): Outcome {
  const { work, feed } = turn;
  const failure = nextFailure(feed, error);
  const project = work.projects.find(({ id }) => id === feed.projectId);
  return deps.store.commit(work.lease, async (tx) => {
    if (isPostponed(error)) {
      await tx.saveProgress(feed.id, progressAfterPostponement(deps, turn, error.retryAfterSeconds));
      return;
    }
    await tx.saveProgress(feed.id, progressAfterFailure(deps, turn, failure));
    if (isLost && project !== undefined) {
      await noteAccessLost(tx, { account: work.account, project, now: deps.clock() });
    }
  });
}

/** Stops polling with a token that the forge refuses, and asks its owner for another, once. */
export function commitRefusal({ store }: CycleDeps, { lease, account }: AccountWork): Outcome {
  return store.commit(lease, async (tx) => {
    if (!(await tx.markRefused())) return;
    const since = account.linkedAt.toISOString();
    const paused = await tx.desks.pause(null, 'token');
    await tx.enqueue([
      ownerNotice('token-refused', account, since),
      ...deskNotices('desk-paused-token', account, paused, since),
    ]);
  });
}
