import { expect, it } from '@jest/globals';
import type { BranchHealth } from '../../../src/domain/subjects/branch-health.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  claim,
  claimLanes,
  claimOne,
  failure,
  feedOf,
  link,
  NOON,
  notification,
  personWatching,
  pipeline,
  pollAll,
  progress,
  project,
} from './fixtures.js';

describeOnEachDatabase('committing a poll', (open, database) => {
  const dueAt = async (accountId: string) => {
    const [row] = await database.sql<{ at: Date | null }>(
      `SELECT next_due_at AS at FROM account WHERE id = $1`,
      [accountId],
    );
    return row?.at;
  };

  it('remembers and owes everything together', async () => {
    const storage = await open(() => at(5));
    const { account, chat } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const inbox = feedOf(work.feeds, 'inbox');

    const result = await storage.polls.commit(work.lease, async (tx) => {
      expect(await tx.recordEvents([failure('a'), failure('b'), failure('a')])).toEqual(new Set(['a', 'b']));
      await tx.saveSnapshots([pipeline('100'), pipeline('101', { status: 'running' })]);
      await tx.enqueue([notification(account.id, chat.key, 'a'), notification(account.id, chat.key, 'b')]);
      const moved = { ...project('1'), path: 'shop/renamed' };
      expect([await tx.saveProject(moved), await tx.saveProject(moved)]).toEqual([true, false]);
      await tx.saveProgress(inbox.id, progress(at(60), { cursor: { since: 'x' }, lastError: 'unavailable' }));
    });

    expect(result).toBe('committed');
    const [lane] = await claimLanes(storage, 5);
    const waiting = await storage.outbox.head(chat.key, 10);
    expect(lane?.chat.key).toBe(chat.key);
    expect(waiting.map((message) => message.notification)).toEqual([
      notification(account.id, chat.key, 'a'),
      notification(account.id, chat.key, 'b'),
    ]);
    const found = await storage.polls.lookup(account.id)('pipeline', ['100', '101', '102']);
    expect([...found.keys()].sort()).toEqual(['100', '101']);
    expect(found.get('100')).toEqual(pipeline('100'));
    const feeds = await storage.people.feeds.listOf(account.id);
    expect(feedOf(feeds, 'inbox')).toMatchObject({
      cursor: { since: 'x' },
      nextPollAt: at(60),
      lastError: 'unavailable',
    });
    const [watched] = await storage.people.watches.listOfChat(chat.key);
    expect(watched?.project.path).toBe('shop/renamed');
  });

  it('keeps nothing when the work throws', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);

    const failing = storage.polls.commit(work.lease, async (tx) => {
      await tx.recordEvents([failure('a')]);
      await tx.saveSnapshots([pipeline('100')]);
      await tx.enqueue([notification(account.id, chat.key, 'a')]);
      throw new Error('torn');
    });

    await expect(failing).rejects.toThrow('torn');
    expect(await database.sql(`SELECT 1 FROM event`)).toEqual([]);
    expect(await database.sql(`SELECT 1 FROM snapshot`)).toEqual([]);
    expect(await claimLanes(storage, 100)).toEqual([]);
  });

  it('tells an event once, however often it is seen', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.recordEvents([failure('a')]);
    });

    let again: ReadonlySet<string> = new Set();
    await storage.polls.commit(work.lease, async (tx) => {
      again = await tx.recordEvents([failure('a'), failure('c', { at: 'no date' })]);
    });

    expect([...again]).toEqual(['c']);
  });

  it('keeps nothing of a lease that was lost', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const slow = await claimOne(storage, 0, 'daemon-1');
    const thief = await claimOne(storage, 60, 'daemon-2');

    const late = await storage.polls.commit(slow.lease, (tx) => tx.saveSnapshots([pipeline('100')]));
    const renewal = await storage.polls.renew(slow.lease, at(500));
    await storage.polls.release(slow.lease);
    const inTime = await storage.polls.commit(thief.lease, (tx) => tx.saveSnapshots([pipeline('101')]));

    expect([late, renewal, inTime]).toEqual(['lost-lease', false, 'committed']);
    const found = await storage.polls.lookup(account.id)('pipeline', ['100', '101']);
    expect([...found.keys()]).toEqual(['101']);
    expect(await claim(storage, 61)).toEqual([]);
  });

  it('ends a poll under way when the person links a new token', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);

    await link(storage, ALICE, { token: 'glpat-new', now: at(1) });
    const refused = await storage.polls.commit(work.lease, async (tx) => {
      await tx.markRefused();
    });

    expect(refused).toBe('lost-lease');
    expect((await claimOne(storage, 1)).account.secret.reveal()).toBe('glpat-new');
  });

  it('holds a renewed lease', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);

    expect(await storage.polls.renew(work.lease, at(200))).toBe(true);

    expect(await claim(storage, 100)).toEqual([]);
    expect(await claim(storage, 200)).toHaveLength(1);
  });

  it('accepts nothing after the release', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await pollAll(storage, work, at(60));

    expect(await storage.polls.commit(work.lease, () => Promise.resolve())).toBe('lost-lease');
  });

  it('is due again when its next feed is', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      for (const [index, feed] of work.feeds.entries())
        await tx.saveProgress(feed.id, progress(at(300 + index)));
    });

    await storage.polls.release(work.lease);

    expect(await dueAt(account.id)).toEqual(at(300));
  });

  it('shows only watches whose chats can be reached', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const seen: number[] = [];
    const look = () =>
      storage.polls.commit(work.lease, async (tx) => {
        seen.push((await tx.loadWatches(['1', '2'])).length, (await tx.loadWatches(['2'])).length);
      });

    await look();
    await storage.outbox.markUnreachable(chat.key);
    await look();

    expect(seen).toEqual([1, 0, 0, 0]);
    expect(account.state).toBe('active');
  });

  it('stores what PostgreSQL refuses to store as it is', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const nasty = 'nul \0 half \ud83d escaped \\u0000 end';
    const clean = 'nul  half \ufffd escaped \\u0000 end';

    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveSnapshots([pipeline('100', { title: nasty })]);
      await tx.recordEvents([failure(`key ${nasty}`, { details: { [`k\0`]: nasty } })]);
      await tx.saveProject({ ...project('1'), name: nasty });
      await tx.enqueue([
        { ...notification(account.id, chat.key, nasty), project: { ...project('1'), name: nasty } },
      ]);
      await tx.saveProgress(feedOf(work.feeds, 'inbox').id, progress(at(60), { lastError: nasty }));
    });
    const chatWithTitle = await storage.people.chats.save({
      address: { chatId: '-5', topicId: null },
      kind: 'group',
      title: nasty,
    });

    const found = await storage.polls.lookup(account.id)('pipeline', ['100']);
    expect(found.get('100')?.title).toBe(clean);
    expect((await storage.outbox.head(chat.key, 1))[0]?.notification).toMatchObject({
      project: { name: clean },
    });
    expect((await storage.people.chats.find(chatWithTitle.key))?.title).toBe(clean);
    const [event] = await database.sql<{ body: { details: object } }>(`SELECT body FROM event`);
    expect(event?.body.details).toEqual({ k: clean });
  });

  it('keeps branch health beside the subjects and apart from them', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const health: BranchHealth = {
      kind: 'branch-health',
      id: '1::main',
      projectId: '1',
      outcome: 'failed',
      pipelineId: '100',
      updatedAt: NOON.toISOString(),
    };

    await storage.polls.commit(work.lease, (tx) => tx.saveSnapshots([health, pipeline('100')]));
    let loaded: ReadonlyMap<string, unknown> = new Map();
    await storage.polls.commit(work.lease, async (tx) => {
      loaded = await tx.loadSnapshots(['branch-health:1::main', 'pipeline:9']);
    });

    expect(loaded).toEqual(new Map([['branch-health:1::main', health]]));
    expect(await storage.polls.lookup(account.id)('comment', ['100'])).toEqual(new Map());
  });

  it('refuses a query past the transaction instead of waiting for ever', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);

    const mistake = storage.polls.commit(work.lease, async () => {
      await storage.people.settings.get('anything');
    });

    await expect(mistake).rejects.toThrow('Inside a transaction');
    expect(await storage.people.settings.get('anything')).toBeNull();
  });
});
