import { describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import type { FeedReading } from '../../../src/domain/feed.js';
import type { Person } from '../../../src/domain/forge.js';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import {
  aFeed,
  aMergeRequest,
  anAccount,
  aPipeline,
  aProject,
  aReading,
  at,
  aWatch,
  BOB,
  CAROL,
  NOON,
} from '../../support/builders.js';
import { createDoor, Cycle, settle } from './cycle-harness.js';

const failed = aPipeline({ status: 'failed', updatedAt: at(60), finishedAt: at(60) });
const refused = new ForgeError('token-refused', { detail: '401', status: 401 });

describe('an account whose token is refused', () => {
  const feeds = [
    aFeed(),
    aFeed({ id: 'feed-2', kind: 'inbox', projectId: null }),
    aFeed({ id: 'feed-3', kind: 'activity', projectId: null }),
  ];

  it('is polled no more, and its owner is told once in the private chat', async () => {
    const cycle = new Cycle().add({ feeds });
    cycle.forge.always('pipelines', '7', refused);
    cycle.forge.always('inbox', null, refused);
    cycle.forge.always('activity', null, refused);

    await cycle.turn();
    const { length } = cycle.forge.reads;
    await cycle.pass(HOUR, MINUTE);

    expect(cycle.forge.reads).toHaveLength(length);
    expect(cycle.store.account('account-1').account.state).toBe('refused');
    expect(cycle.notices).toEqual([
      {
        kind: 'notice',
        chatKey: '42',
        dedupeKey: 'token-refused:account-1:2026-03-02T08:00:00.000Z',
        accountId: 'account-1',
        code: 'token-refused',
        params: { forge: 'gitlab.example.com', user: 'alice' },
      },
    ]);
    expect(cycle.owed).toBe(1);
  });

  it('keeps what was read before the token was revoked, and nothing of the read during which it was', async () => {
    const cycle = new Cycle().add({ feeds });
    cycle.forge.next('pipelines', '7', aReading([failed]));
    cycle.forge.next('inbox', null, async (_request, session) => {
      await settle();
      session.signal.throwIfAborted();
      throw refused;
    });
    cycle.forge.next('activity', null, aReading());

    await cycle.turn();

    expect(cycle.told).toEqual(['42 pipeline-failed']);
    expect(cycle.store.feed('feed-2').cursor).toEqual(aFeed().cursor);
    expect(cycle.notices).toHaveLength(1);
  });

  it('ends reads that are under way, and leaves the feeds to the next token', async () => {
    const cycle = new Cycle().add({ feeds });
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened);
    cycle.forge.next('inbox', null, refused);
    cycle.forge.next('activity', null, aReading());

    await cycle.turn();

    expect(cycle.store.feed('feed-1')).toMatchObject({ failures: 0, lastError: null });
    expect(cycle.metrics.polls).toContain('pipelines aborted');
  });

  it('tells of another refusal after a new token was linked', async () => {
    const cycle = new Cycle().add({ feeds });
    cycle.forge.always('pipelines', '7', refused);
    cycle.forge.always('inbox', null, refused);
    cycle.forge.always('activity', null, refused);
    await cycle.turn();

    cycle.add({ feeds, account: anAccount({ linkedAt: new Date(at(0)) }) });
    await cycle.turn();

    expect(cycle.notices).toHaveLength(2);
  });
});

describe('a feed that hangs', () => {
  const feeds = ['7', '8', '9', '10', '11'].map((projectId) => aFeed({ id: `feed-${projectId}`, projectId }));
  const setting = {
    feeds,
    projects: feeds.map(({ projectId }) => aProject({ id: projectId ?? '' })),
    watches: feeds.map(({ projectId }) =>
      aWatch({ id: `w${projectId ?? ''}`, level: 'all', projectId: projectId ?? '' }),
    ),
  };

  it('holds up none of the others, neither now nor when they are due again, and fails in the end', async () => {
    const cycle = new Cycle().add(setting);
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened);
    for (const id of ['8', '9', '10', '11']) {
      cycle.forge.always('pipelines', id, aReading([aPipeline({ id, projectId: id })], { isRunning: true }));
    }

    await cycle.scheduler.tick();
    await settle();
    expect(cycle.told).toHaveLength(4);

    for (let second = 1; second < 45; second += 1) {
      cycle.clock.advance(SECOND);
      await cycle.scheduler.tick();
      await settle();
    }
    expect(cycle.forge.readsOf('pipelines', '8').length).toBeGreaterThanOrEqual(3);
    expect(cycle.metrics.polls).not.toContain('pipelines unavailable');

    cycle.clock.advance(SECOND);
    await cycle.turn();
    expect(cycle.store.feed('feed-7')).toMatchObject({ failures: 1, lastError: 'unavailable' });
  });

  it('is read side by side with at most two others', async () => {
    const cycle = new Cycle().add(setting);
    const door = createDoor<FeedReading>();
    for (const { projectId } of feeds) cycle.forge.next('pipelines', projectId, () => door.opened);

    await cycle.scheduler.tick();
    await settle();
    expect(cycle.forge.reads).toHaveLength(3);

    door.open(aReading());
    await cycle.scheduler.idle();
    expect(cycle.forge.reads).toHaveLength(5);
  });
});

describe('a wake-up', () => {
  const inbox = aFeed({ id: 'inbox', kind: 'inbox', projectId: null });
  const mergeRequests = aFeed({
    id: 'merge-requests',
    kind: 'merge-requests',
    projectId: null,
    nextPollAt: new Date(NOON.getTime() + HOUR),
  });
  const wakes = [{ kind: 'merge-requests', projectId: null }] as const;

  it('has the feed that holds the truth read at once, in the same turn', async () => {
    const cycle = new Cycle().add({ feeds: [inbox, mergeRequests] });
    cycle.forge.next('inbox', null, aReading([], { wakes, hasChanged: true }));
    cycle.forge.next('merge-requests', null, aReading([aMergeRequest()]));

    await cycle.turn();

    expect(cycle.told).toEqual(['42 merge-request-opened']);
  });

  it('does not wait for a feed that hangs', async () => {
    const cycle = new Cycle().add({ feeds: [aFeed(), inbox, mergeRequests] });
    cycle.forge.next('pipelines', '7', () => createDoor<FeedReading>().opened);
    cycle.forge.next('inbox', null, aReading([], { wakes, hasChanged: true }));
    cycle.forge.next('merge-requests', null, aReading([aMergeRequest()]));

    await cycle.scheduler.tick();
    await settle();

    expect(cycle.told).toEqual(['42 merge-request-opened']);
  });

  it('that comes while the feed is read has it read once more', async () => {
    const cycle = new Cycle().add({ feeds: [inbox, { ...mergeRequests, nextPollAt: NOON }] });
    const door = createDoor<FeedReading>();
    cycle.forge.next('inbox', null, aReading([], { wakes, hasChanged: true }));
    cycle.forge.next('merge-requests', null, () => door.opened, aReading([aMergeRequest()]));

    await cycle.scheduler.tick();
    await settle();
    door.open(aReading());
    await cycle.scheduler.idle();

    expect(cycle.told).toEqual(['42 merge-request-opened']);
  });

  const peer = (number: number, user: Person, level: WatchLevel) => ({
    account: anAccount({ id: `account-${number}`, personId: `${number}`, user }),
    feeds: [
      aFeed({
        id: `feed-${number}`,
        accountId: `account-${number}`,
        isLookout: false,
        nextPollAt: new Date(NOON.getTime() + HOUR),
      }),
    ],
    watches: [aWatch({ id: `watch-${number}`, chatKey: `${number}`, accountId: `account-${number}`, level })],
  });

  it('of a change in a project reaches those who want all of it, each with their own token', async () => {
    const cycle = new Cycle().add().add(peer(43, CAROL, 'all'));
    cycle.forge.always('pipelines', '7', aReading([failed]));

    await cycle.turn();

    expect(cycle.forge.reads.map(({ login }) => login)).toEqual(['alice', 'carol']);
    expect(cycle.told).toEqual(['42 pipeline-failed', '43 pipeline-failed']);
  });

  it('reaches only those whom it concerns among those who want no more than that', async () => {
    const byCarol = { ...failed, actor: CAROL };
    const cycle = new Cycle().add();
    cycle.add(peer(43, CAROL, 'participating')).add(peer(44, BOB, 'participating'));
    cycle.forge.always('pipelines', '7', aReading([byCarol]));

    await cycle.turn();

    expect(cycle.forge.reads.map(({ login }) => login)).toEqual(['alice', 'carol']);
  });

  it('is followed before what merely has become due', async () => {
    const feeds = ['first', 'second', 'third', 'fourth'].map((id, index) =>
      aFeed({ id, kind: 'pipelines', projectId: String(index), isLookout: false }),
    );
    const called = aFeed({ id: 'called', projectId: '9', isLookout: false, lastChangeAt: NOON });
    const lookout = aFeed({ id: 'lookout', projectId: '10' });
    const cycle = new Cycle().add({
      feeds: [...feeds, called, lookout],
      projects: [...feeds, called, lookout].map(({ projectId }) => aProject({ id: projectId ?? '' })),
    });
    for (const { projectId } of [...feeds, called, lookout]) {
      cycle.forge.next('pipelines', projectId, aReading());
    }

    await cycle.turn();

    const order = cycle.forge.reads.map(({ request }) => request.project?.id);
    expect(order.slice(0, 5)).toEqual(['0', '1', '2', '9', '10']);
  });

  it('comes from the lookout alone', async () => {
    const cycle = new Cycle().add({ feeds: [aFeed({ isLookout: false })] });
    cycle.forge.next('pipelines', '7', aReading([failed]));
    await cycle.turn();
    expect(cycle.store.calls).not.toContain('wakePeers');

    cycle.add();
    cycle.forge.next('pipelines', '7', aReading([aPipeline({ ...failed, status: 'success' })]));
    await cycle.turn();
    expect(cycle.store.calls).toContain('wakePeers');
  });

  it('does not come from a read that showed nothing new', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', aReading());

    await cycle.turn();

    expect(cycle.store.calls).not.toContain('wakePeers');
  });
});
