import { expect, it } from '@jest/globals';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  BOB,
  claim,
  claimOne,
  feedOf,
  link,
  NOON,
  personWatching,
  pollAll,
  progress,
  saveMember,
  watch,
} from './fixtures.js';
import { countFeeds } from '../../support/count-feeds.js';

describeOnEachDatabase('claiming due accounts', (open, database) => {
  it('returns the due feeds, the opened account and its watched projects', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);

    const work = await claimOne(storage, 0);

    expect(work.account.secret.reveal()).toBe(`glpat-of-${ALICE}`);
    expect(work.account).toMatchObject({ ...account, secret: expect.anything() });
    expect(work.feeds.map((feed) => [feed.kind, feed.projectId])).toEqual(
      expect.arrayContaining([
        ['inbox', null],
        ['activity', null],
        ['merge-requests', null],
        ['pipelines', '1'],
        ['pulse', '1'],
      ]),
    );
    expect(work.feeds).toHaveLength(countFeeds('gitlab'));
    expect(work.projects.map((project) => project.path)).toEqual(['shop/app-1']);
    expect(feedOf(work.feeds, 'inbox')).toMatchObject({ cursor: null, baselineAt: null, nextPollAt: NOON });
  });

  it('tells how each project is heard of, where that is confirmed', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const other = await saveMember(storage, BOB);
    await watch(storage, { account, chatKey: chat.key, projectId: '2' });
    await watch(storage, { account, chatKey: other.key, projectId: '2', level: 'team' });
    await watch(storage, { account, chatKey: other.key, projectId: '3', level: 'muted' });
    await watch(storage, { account, chatKey: chat.key, projectId: '4', level: 'all', isConfirmed: false });

    const work = await claimOne(storage, 0);

    expect(work.projects.map(({ id }) => id)).toEqual(['1', '2', '3']);
    const levels = [...work.listeners.values()].map((heard) => heard.map(({ level }) => level).toSorted());
    expect(levels).toEqual([['participating'], ['participating', 'team'], ['muted']]);
  });

  it('tells which projects a group hears of, where others read along', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const [group, topic] = await Promise.all(
      [null, '7'].map((topicId) =>
        storage.people.chats.save({
          address: { chatId: topicId === null ? '-100' : ALICE, topicId },
          kind: topicId === null ? 'group' : 'private',
          title: null,
        }),
      ),
    );
    await watch(storage, { account, chatKey: group!.key, projectId: '2' });
    await watch(storage, { account, chatKey: chat.key, projectId: '2', level: 'all' });
    await watch(storage, { account, chatKey: topic!.key, projectId: '3' });

    expect([...(await claimOne(storage, 0)).readAlong]).toEqual(['2']);
  });

  it('tells by which filters they are heard of', async () => {
    const storage = await open();
    const { account, chat, watch: first } = await personWatching(storage, ALICE);
    await watch(storage, { account, chatKey: chat.key, projectId: '2' });
    const rule = { field: 'path', pattern: 'payments/**' } as const;
    const filter = { ...emptyFilter('team'), exclude: [rule] };
    await storage.people.watches.setFilter(first.id, filter);

    const { listeners } = await claimOne(storage, 0);

    expect([...listeners]).toEqual([
      ['1', [{ level: 'custom', filter }]],
      ['2', [{ level: 'participating', filter: null }]],
    ]);
  });

  it('gives an account to nobody else until the lease ends', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);

    const first = await claimOne(storage, 0, 'daemon-1');
    const during = await claim(storage, 59, { owner: 'daemon-2' });
    const after = await claimOne(storage, 60, 'daemon-2');

    expect(during).toEqual([]);
    expect(after.lease.accountId).toBe(first.lease.accountId);
    expect(BigInt(after.lease.token)).toBeGreaterThan(BigInt(first.lease.token));
  });

  it('hands every account to exactly one of many claimers', async () => {
    const storage = await open();
    const ids = new Set<string>();
    for (let index = 0; index < 12; index += 1) {
      ids.add((await personWatching(storage, `7${index}`)).account.id);
    }

    const claims = await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const mine: string[] = [];
        for (let round = 0; round < 12; round += 1) {
          const work = await claim(storage, 0, { owner: `daemon-${number}`, limit: 2 });
          mine.push(...work.map(({ lease }) => lease.accountId));
        }
        return mine;
      }),
    );

    const all = claims.flat();
    expect(all).toHaveLength(12);
    expect(new Set(all)).toEqual(ids);
  });

  it('returns only the feeds that are due, the longest overdue first', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      for (const feed of work.feeds) await tx.saveProgress(feed.id, progress(at(1_000)));
      await tx.saveProgress(feedOf(work.feeds, 'inbox').id, progress(at(30)));
      await tx.saveProgress(feedOf(work.feeds, 'activity').id, progress(at(20)));
    });
    await storage.polls.release(work.lease);

    expect(await claim(storage, 19)).toEqual([]);
    const later = await claimOne(storage, 31);

    expect(later.feeds.map((feed) => feed.kind)).toEqual(['activity', 'inbox']);
    expect(await storage.people.feeds.listOf(account.id)).toHaveLength(countFeeds('gitlab'));
  });

  it('polls nothing for an account that was refused, until it is linked again', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);

    await storage.polls.commit(work.lease, async (tx) => {
      expect(await tx.markRefused()).toBe(true);
      expect(await tx.markRefused()).toBe(false);
    });
    await storage.polls.release(work.lease);
    const whileRefused = await claim(storage, 100);
    await link(storage, ALICE, { token: 'glpat-new', now: at(200) });
    const renewed = await claimOne(storage, 200);

    expect(whileRefused).toEqual([]);
    expect(renewed.account).toMatchObject({ id: work.account.id, state: 'active' });
    expect(renewed.account.secret.reveal()).toBe('glpat-new');
  });

  it('stops polling for a chat that cannot be reached, and starts again when it can', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE, '1');
    const group = await storage.people.chats.save({
      address: { chatId: '-100', topicId: null },
      kind: 'group',
      title: 'Team',
    });
    await watch(storage, { account, chatKey: group.key, projectId: '2' });

    await storage.outbox.markUnreachable(group.key);
    const half = await claimOne(storage, 0);
    await pollAll(storage, half, at(10));
    await storage.people.chats.markUnreachable(chat.chatId);
    const none = await claim(storage, 20);
    await storage.people.chats.save({ address: group, kind: 'group', title: 'Team' });
    const back = await claimOne(storage, 20);

    expect(half.projects.map((project) => project.id)).toEqual(['1']);
    expect(half.feeds.map((feed) => feed.projectId)).not.toContain('2');
    expect(none).toEqual([]);
    expect(back.projects.map((project) => project.id)).toEqual(['2']);
    expect(back.feeds.map((feed) => feed.kind)).toContain('inbox');
  });

  it('does not poll for a watch that its group has not been confirmed for', async () => {
    const storage = await open();
    await saveMember(storage, ALICE);
    const account = await link(storage, ALICE);
    const group = await storage.people.chats.save({
      address: { chatId: '-100', topicId: '5' },
      kind: 'group',
      title: 'Team',
    });
    const waiting = await watch(storage, { account, chatKey: group.key, projectId: '1', isConfirmed: false });
    await storage.people.feeds.reconcile(account.id, [{ kind: 'inbox', projectId: null }], NOON);

    const before = await claim(storage, 0);
    await storage.people.watches.confirm(waiting.id);
    const after = await claimOne(storage, 0);

    expect(before).toEqual([]);
    expect(after.feeds.map((feed) => feed.kind)).toEqual(['inbox']);
  });

  it('leaves an account whose token cannot be opened alone, and says so once', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const stranger = database.withKey(Buffer.alloc(32, 9));

    const first = await claim(stranger, 0);
    const second = await claim(stranger, 1);
    const described = await stranger.people.accounts.find(account.id);
    const rightKey = await claimOne(storage, 2);

    expect([first, second]).toEqual([[], []]);
    expect(described?.state).toBe('refused');
    expect(await stranger.people.accounts.open(account.id)).toBeNull();
    expect(database.log.filter((line) => line.level === 'error')).toEqual([
      { level: 'error', fields: { account: account.id }, message: expect.stringContaining('SECRET_KEY') },
    ]);
    expect(rightKey.account.state).toBe('active');
  });

  it('reaches past accounts with nothing to do', async () => {
    const storage = await open();
    for (const person of ['11', '12', '13']) {
      const { chat } = await personWatching(storage, person);
      await storage.people.chats.markUnreachable(chat.chatId);
    }
    await personWatching(storage, BOB);

    const work = await claim(storage, 10, { limit: 1 });

    expect(work.map(({ account }) => account.personId)).toEqual([BOB]);
  });

  it('names one healthy lookout of each thing, and lets account feeds be their own', async () => {
    const storage = await open();
    const people = ['21', '22', '23'];
    for (const person of people) await personWatching(storage, person);

    const work = await claim(storage, 0);
    const lookouts = () => work.filter((one) => feedOf(one.feeds, 'pipelines', '1').isLookout);
    const [lookout] = lookouts();

    expect(lookouts()).toHaveLength(1);
    expect(work.every((one) => feedOf(one.feeds, 'inbox').isLookout)).toBe(true);

    const failing = feedOf(lookout!.feeds, 'pipelines', '1');
    for (const one of work) {
      await storage.polls.commit(one.lease, async (tx) => {
        for (const feed of one.feeds) {
          await tx.saveProgress(feed.id, progress(at(10), feed.id === failing.id ? { failures: 2 } : {}));
        }
      });
      await storage.polls.release(one.lease);
    }
    const later = await claim(storage, 20);
    const next = later.filter((one) => feedOf(one.feeds, 'pipelines', '1').isLookout);

    expect(next).toHaveLength(1);
    expect(next[0]!.account.id).not.toBe(lookout!.account.id);
  });

  it('keeps a failing feed as lookout where it is alone', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      for (const feed of work.feeds) await tx.saveProgress(feed.id, progress(at(10), { failures: 3 }));
    });
    await storage.polls.release(work.lease);

    const later = await claimOne(storage, 10);

    expect(feedOf(later.feeds, 'pipelines', '1')).toMatchObject({ isLookout: true, failures: 3 });
  });

  it('does not let a chat that nobody can reach keep the lookout', async () => {
    const storage = await open();
    for (const person of ['31', '32']) await personWatching(storage, person);
    const work = await claim(storage, 0);
    const lookout = work.find((one) => feedOf(one.feeds, 'pipelines', '1').isLookout);
    for (const one of work) await pollAll(storage, one, at(10));

    await storage.people.chats.markUnreachable(lookout!.account.personId);
    const later = await claimOne(storage, 10);

    expect(feedOf(later.feeds, 'pipelines', '1').isLookout).toBe(true);
  });
});
