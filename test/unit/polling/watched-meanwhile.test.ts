import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../src/domain/feed.js';
import { SECOND } from '../../../src/domain/time.js';
import { aFeed, anAccount, aProject, aReading, aWatch } from '../../support/builders.js';
import { createDoor, Cycle } from './cycle-harness.js';

/** Another project is watched while the account is polled; the lease stays where it is. */
function watchAnother(cycle: Cycle): void {
  const { lease } = cycle.store.account('account-1');
  cycle.store.add({
    account: anAccount(),
    projects: [aProject(), aProject({ id: '8', path: 'group/new' })],
    feeds: [
      aFeed({ id: 'feed-8', projectId: '8', nextPollAt: cycle.clock.now() }),
      aFeed({ id: 'feed-9', kind: 'activity', projectId: null, nextPollAt: cycle.clock.now() }),
    ],
    watches: [aWatch(), aWatch({ id: 'watch-8', projectId: '8' })],
  });
  cycle.store.account('account-1').lease = lease;
}

describe('a project that is watched while its account is polled', () => {
  it('is read with the next claim, which knows it, and at once', async () => {
    const cycle = new Cycle().add();
    const slow = createDoor<FeedReading>();
    cycle.forge.next('pipelines', '7', () => slow.opened);
    cycle.forge.always('pipelines', '8', aReading());
    cycle.forge.always('activity', null, aReading());
    await cycle.scheduler.tick();

    watchAnother(cycle);
    cycle.clock.advance(6 * SECOND);
    await cycle.scheduler.tick();
    slow.open(aReading());
    await cycle.scheduler.idle();

    expect(cycle.store.feed('feed-8')).toMatchObject({ failures: 0, lastError: null });
    expect(cycle.forge.readsOf('pipelines', '8')).toHaveLength(1);
    const [activity] = cycle.forge.readsOf('activity', null);
    expect(activity?.request.watched.map(({ id }) => id)).toEqual(['7', '8']);
  });
});
