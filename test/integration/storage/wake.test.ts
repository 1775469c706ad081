import { expect, it } from '@jest/globals';
import type { PeerCall } from '../../../src/domain/peer-call.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  BOB,
  claim,
  claimOne,
  feedOf,
  GITLAB,
  personWatching,
  pollAll,
  progress,
} from './fixtures.js';
import { countFeeds } from '../../support/count-feeds.js';

function call(): PeerCall {
  return {
    kind: 'pipelines',
    projectId: '1',
    isAccountFeed: false,
    whom: 'everybody',
    reachesWideLevels: false,
  };
}

describeOnEachDatabase('waking feeds', (open, database) => {
  const dueAt = async (accountId: string) => {
    const [row] = await database.sql<{ at: Date | null }>(
      `SELECT next_due_at AS at FROM account WHERE id = $1`,
      [accountId],
    );
    return row?.at;
  };

  it('wakes feeds of its own account, but never makes one later or out of nothing', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    await pollAll(storage, await claimOne(storage, 0), at(100));
    const work = await claimOne(storage, 100);
    await storage.polls.commit(work.lease, async (tx) => {
      for (const feed of work.feeds) await tx.saveProgress(feed.id, progress(at(300)));
      await tx.wake(
        [
          { kind: 'pipelines', projectId: '1' },
          { kind: 'merge-requests', projectId: null },
        ],
        at(110),
        'all',
      );
      await tx.wake([{ kind: 'inbox', projectId: null }], at(900), 'all');
      await tx.wake([{ kind: 'comments', projectId: '77' }], at(110), 'all');
    });
    await storage.polls.release(work.lease);

    const feeds = await storage.people.feeds.listOf(account.id);

    expect(feeds).toHaveLength(countFeeds('gitlab'));
    expect(feedOf(feeds, 'pipelines', '1')).toMatchObject({ nextPollAt: at(110), lastChangeAt: at(110) });
    expect(feedOf(feeds, 'merge-requests').nextPollAt).toEqual(at(110));
    expect(feedOf(feeds, 'inbox').nextPollAt).toEqual(at(300));
    expect(await dueAt(account.id)).toEqual(at(110));
  });

  it('does not lose a wake-up that comes while the feed is being read', async () => {
    const storage = await open();
    const alice = await personWatching(storage, ALICE);
    const bob = await personWatching(storage, BOB);
    const works = await claim(storage, 0);
    const peer = {
      accountId: bob.account.id,
      forgeUrl: GITLAB.url,
      forgeKind: 'gitlab',
      calls: [call()],
      isPulseKeeperOnly: false,
      at: at(3),
    } as const;

    await storage.polls.wakePeers(peer);
    for (const work of works) await pollAll(storage, work, at(900));
    const again = await claimOne(storage, 3);

    expect(again.account.id).toBe(alice.account.id);
    expect(again.feeds.map((feed) => feed.kind)).toEqual(['pipelines']);
    expect(again.feeds[0]!.lastChangeAt).toEqual(at(3));

    await pollAll(storage, again, at(900));
    expect(await claim(storage, 800)).toEqual([]);
  });

  it('lets a failing feed keep its own time when it is woken meanwhile', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const pipelines = feedOf(work.feeds, 'pipelines', '1');

    await storage.polls.commit(work.lease, async (tx) => {
      for (const feed of work.feeds) await tx.saveProgress(feed.id, progress(at(900)));
      await tx.wake([{ kind: 'pipelines', projectId: '1' }], at(1), 'all');
    });
    await storage.polls.commit(work.lease, (tx) =>
      tx.saveProgress(pipelines.id, progress(at(600), { failures: 1 })),
    );
    await storage.polls.release(work.lease);

    expect(await claim(storage, 599)).toEqual([]);
    expect(await claim(storage, 600)).toHaveLength(1);
  });

  it('leaves to the lookout what only the lookout is to look at', async () => {
    const storage = await open();
    for (const person of ['21', '22', '23']) await personWatching(storage, person);
    const works = await claim(storage, 0);
    for (const work of works) {
      await storage.polls.commit(work.lease, async (tx) => {
        for (const feed of work.feeds) await tx.saveProgress(feed.id, progress(at(900)));
        await tx.wake([{ kind: 'pipelines', projectId: '1' }], at(5), 'lookouts');
      });
      await storage.polls.release(work.lease);
    }

    const woken = await claim(storage, 10);

    expect(woken.map(({ feeds }) => feeds.map(({ kind, isLookout }) => [kind, isLookout]))).toEqual([
      [['pipelines', true]],
    ]);
  });

  it('never leaves an account later than its earliest feed, whoever wakes while others release', async () => {
    const storage = await open();
    const people = await Promise.all(['51', '52', '53'].map((person) => personWatching(storage, person)));
    const wakers = people.map(async ({ account }, index) => {
      for (let round = 0; round < 15; round += 1) {
        await storage.polls.wakePeers({
          accountId: account.id,
          forgeUrl: GITLAB.url,
          forgeKind: 'gitlab',
          calls: [call()],
          isPulseKeeperOnly: false,
          at: at(1_000 + round * 10 + index),
        });
      }
    });
    const pollers = [1, 2].map(async (number) => {
      for (let round = 0; round < 15; round += 1) {
        const works = await claim(storage, 1_000 + round * 10, { owner: `daemon-${number}`, limit: 2 });
        for (const work of works) await pollAll(storage, work, at(5_000 + round));
      }
    });

    await Promise.all([...wakers, ...pollers]);

    const late = await database.sql(
      `SELECT a.id FROM account a JOIN feed f ON f.account_id = a.id
       WHERE a.next_due_at IS NULL OR a.next_due_at > f.next_poll_at`,
    );
    expect(late).toEqual([]);
  });

  it('shows what became due under a lease, but for what is being read', async () => {
    const storage = await open();
    const alice = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const inbox = feedOf(work.feeds, 'inbox');
    const pipelines = feedOf(work.feeds, 'pipelines', '1');
    await storage.polls.commit(work.lease, async (tx) => {
      for (const feed of work.feeds) {
        if (feed.id !== inbox.id) await tx.saveProgress(feed.id, progress(at(900)));
      }
      await tx.wake([{ kind: 'pipelines', projectId: '1' }], at(5), 'all');
    });

    const due = await storage.polls.dueWork(work.lease, at(5), [inbox.id]);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveProgress(inbox.id, progress(at(900)));
      await tx.saveProgress(pipelines.id, progress(at(900)));
    });
    await storage.polls.release(work.lease);

    expect(due?.feeds).toEqual([
      expect.objectContaining({ id: pipelines.id, accountId: alice.account.id, lastChangeAt: at(5) }),
    ]);
    expect(await storage.polls.dueWork(work.lease, at(9_000), [])).toBeNull();
    expect(await claim(storage, 899)).toEqual([]);
  });
});
