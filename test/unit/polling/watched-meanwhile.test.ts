import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../src/domain/feed.js';
import { SECOND } from '../../../src/domain/time.js';
import { aFeed, anAccount, aProject, aReading, aWatch } from '../../support/builders.js';
import { createDoor, Cycle, settle } from './cycle-harness.js';

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
  it('is read at once, while another feed is silent', async () => {
    const cycle = new Cycle().add();
    const slow = createDoor<FeedReading>();
    cycle.forge.next('pipelines', '7', () => slow.opened);
    cycle.forge.always('pipelines', '8', aReading());
    cycle.forge.always('activity', null, aReading());
    await cycle.scheduler.tick();

    watchAnother(cycle);
    cycle.clock.advance(6 * SECOND);
    await cycle.scheduler.tick();
    await settle();

    expect(cycle.forge.readsOf('pipelines', '8')).toHaveLength(1);
    slow.open(aReading());
    await cycle.scheduler.idle();
    expect(cycle.store.feed('feed-8')).toMatchObject({ failures: 0, lastError: null });
    const [activity] = cycle.forge.readsOf('activity', null);
    expect(activity?.request.watched.map(({ id }) => id)).toEqual(['7', '8']);
  });
});

describe('a level that is chosen while the account is polled', () => {
  it('counts for what is read from then on', async () => {
    const cycle = new Cycle().add({ watches: [aWatch({ level: 'participating' })] });
    const slow = createDoor<FeedReading>();
    cycle.forge.next('pipelines', '7', () => slow.opened);
    cycle.forge.always('activity', null, aReading());
    await cycle.scheduler.tick();

    const { lease } = cycle.store.account('account-1');
    const activity = aFeed({
      id: 'feed-9',
      kind: 'activity',
      projectId: null,
      nextPollAt: cycle.clock.now(),
    });
    const watches = [aWatch({ level: 'all' })];
    cycle.store.add({ account: anAccount(), projects: [aProject()], feeds: [activity], watches });
    cycle.store.account('account-1').lease = lease;
    cycle.clock.advance(6 * SECOND);
    await cycle.scheduler.tick();
    slow.open(aReading());
    await cycle.scheduler.idle();

    expect(cycle.forge.readsOf('activity', null)[0]?.request.keepsFiles?.('pushes', '7')).toBe(true);
  });
});
