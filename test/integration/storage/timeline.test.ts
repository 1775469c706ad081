import { expect, it } from '@jest/globals';
import type { Account } from '../../../src/domain/account.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import { EVERYTHING, type Progress, type TimelineFilter } from '../../../src/domain/ports/timeline-store.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import type { Sql } from '../../../src/storage/sql.js';
import { createTimelineStore } from '../../../src/storage/timeline/create-timeline-store.js';
import { aMergeRequest } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  BOB,
  claim,
  failure,
  link,
  NOON,
  personWatching,
  pipeline,
  project,
  saveMember,
  watch,
} from './fixtures.js';

const CAROL = { id: '9', login: 'Carol', name: 'Carol C.' };

describeOnEachDatabase('the timeline', (open, database) => {
  /** Keeps events of an account as a poll would. */
  async function keep(storage: Storage, account: Account, events: readonly ForgeEvent[]): Promise<void> {
    const works = await claim(storage, 0, { owner: account.id });
    const work = works.find((one) => one.account.id === account.id);
    if (work === undefined) throw new Error('the account is not due');
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.recordEvents(events);
    });
    for (const { lease } of works) {
      await storage.people.feeds.wakeAll(lease.accountId, NOON);
      await storage.polls.release(lease);
    }
  }

  const onlookers = (...accounts: readonly Account[]) =>
    accounts.map(({ id, forge }) => ({ id, forgeUrl: forge.url }));
  const event = (key: string, seconds: number, more: Partial<ForgeEvent> = {}): ForgeEvent =>
    failure(key, { at: at(seconds).toISOString(), ...more });

  async function newest(
    storage: Storage,
    accounts: readonly Account[],
    filter: Partial<TimelineFilter> = {},
  ): Promise<readonly string[]> {
    const query = { onlookers: onlookers(...accounts), filter: { ...EVERYTHING, ...filter } };
    const { events } = await storage.people.timeline.newest({ ...query, before: null, limit: 50 });
    return events.map((one) => one.event.key);
  }

  it('shows the newest first, page by page, and none twice or never', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    await keep(storage, account, [event('a', 5), event('b', 9), event('c', 5), event('d', 1)]);
    const query = { onlookers: onlookers(account), filter: EVERYTHING, limit: 2 };

    const first = await storage.people.timeline.newest({ ...query, before: null });
    const second = await storage.people.timeline.newest({ ...query, before: first.end });
    const third = await storage.people.timeline.newest({ ...query, before: second.end });

    expect(first.events.map((one) => one.event.key)).toEqual(['b', 'c']);
    expect(second.events.map((one) => one.event.key)).toEqual(['a', 'd']);
    expect(third).toEqual({ events: [], end: null });
    expect(first.events[0]).toMatchObject({ project: project('1'), forge: { kind: 'gitlab' }, at: at(9) });
  });

  it('takes the time of seeing where the forge gave none', async () => {
    const storage = await open(() => at(77));
    const { account } = await personWatching(storage, ALICE);
    await keep(storage, account, [event('a', 0, { at: 'yesterday' })]);

    const query = { onlookers: onlookers(account), filter: EVERYTHING, before: null, limit: 9 };
    const { events } = await storage.people.timeline.newest(query);

    expect(events).toMatchObject([{ at: at(77), seenAt: at(77) }]);
  });

  it('filters by any of several branches, and shows once what is on two of them', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const between = aMergeRequest({ sourceBranch: 'next', targetBranch: 'main' });
    await keep(storage, account, [
      event('on-main', 1, { subject: pipeline('7', { ref: 'main' }) }),
      event('on-topic', 2, { subject: pipeline('8', { ref: 'topic' }) }),
      event('on-both', 3, { subject: between }),
      event('into-main', 4, { subject: { ...between, id: '9', sourceBranch: 'other' } }),
    ]);

    const found = await newest(storage, [account], { branches: ['main', 'next'] });

    expect(found).toEqual(['into-main', 'on-both', 'on-main']);
  });

  it('filters by project, kind, person, branch and time', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    await watch(storage, { account, chatKey: chat.key, projectId: '2' });
    await keep(storage, account, [
      event('other-project', 1, { projectId: '2' }),
      event('other-type', 2, { type: 'pipeline-fixed' }),
      event('by-carol', 3, { actor: CAROL }),
      event('on-branch', 4, { subject: pipeline('7', { ref: 'topic' }) }),
      event('late', 500),
    ]);

    expect(await newest(storage, [account], { projectPath: 'shop/app-2' })).toEqual(['other-project']);
    expect(await newest(storage, [account], { projectPath: 'Shop/App-2' })).toEqual(['other-project']);
    expect(await newest(storage, [account], { types: ['pipeline-fixed'] })).toEqual(['other-type']);
    expect(await newest(storage, [account], { actor: 'carol' })).toEqual(['by-carol']);
    expect(await newest(storage, [account], { branches: ['topic'] })).toEqual(['on-branch']);
    expect(await newest(storage, [account], { from: at(4), to: at(500) })).toEqual(['on-branch']);
    expect(await newest(storage, [account], { from: at(500) })).toEqual(['late']);
  });

  it('finds what nobody did by who started it', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    await keep(storage, account, [
      event('started-by-carol', 1, { actor: null, subject: pipeline('7', { actor: CAROL }) }),
      event('by-bob', 2, { actor: { ...CAROL, login: 'bob' }, subject: pipeline('8', { actor: CAROL }) }),
    ]);

    expect(await newest(storage, [account], { actor: 'carol' })).toEqual(['started-by-carol']);
    expect(await newest(storage, [account], { actor: 'bob' })).toEqual(['by-bob']);
  });

  it('shows a happening once that two accounts of a person saw, under one name', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const second = await link(storage, ALICE, { userId: '777' });
    await watch(storage, { account: second, chatKey: chat.key, projectId: '1' });
    await keep(storage, account, [event('seen-by-both', 1)]);
    await keep(storage, second, [event('seen-by-both', 1), event('seen-by-one', 2)]);
    const query = { filter: EVERYTHING, before: null, limit: 9 };
    const nameOf = async (one: Account) =>
      (await storage.people.timeline.newest({ ...query, onlookers: onlookers(one) })).events
        .filter((kept) => kept.event.key === 'seen-by-both')
        .map(({ id }) => id);

    expect(await newest(storage, [account, second])).toEqual(['seen-by-one', 'seen-by-both']);
    expect(await nameOf(account)).toEqual(await nameOf(second));
  });

  it('shows nobody what another person’s account saw', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const bob = await personWatching(storage, BOB);
    await keep(storage, account, [event('of-alice', 1)]);
    await keep(storage, bob.account, [event('of-bob', 2)]);

    expect(await newest(storage, [account])).toEqual(['of-alice']);
    expect(await newest(storage, [bob.account])).toEqual(['of-bob']);
    expect(await newest(storage, [])).toEqual([]);
  });

  it('measures one project in the eyes of one account: the newest, oldest first', async () => {
    const storage = await open(() => at(900));
    const { account, chat } = await personWatching(storage, ALICE);
    await watch(storage, { account, chatKey: chat.key, projectId: '2' });
    const subject = pipeline('7', { durationSeconds: 90 });
    await keep(storage, account, [
      event('old', -5),
      event('failed', 1, { type: 'pipeline-failed', subject }),
      event('fixed', 3, { type: 'pipeline-fixed' }),
      event('started', 2, { type: 'pipeline-started' }),
      event('elsewhere', 4, { projectId: '2' }),
    ]);
    const course = (limit: number, projectId = '1') =>
      storage.people.timeline.course({ accountId: account.id, projectId, from: NOON, limit });

    expect(await course(9)).toMatchObject({
      measures: [
        { type: 'pipeline-failed', at: at(1), subjectId: '7', durationSeconds: 90, isByAuthor: false },
        { type: 'pipeline-fixed', at: at(3), isDraft: false },
      ],
      seenSince: at(900),
    });
    expect((await course(1)).measures).toMatchObject([{ type: 'pipeline-fixed' }]);
    expect(await course(9, '404')).toEqual({ measures: [], seenSince: null });
  });

  it('hides a project that the account has lost access to, or no longer watches', async () => {
    const storage = await open();
    const { account, watch: watched } = await personWatching(storage, ALICE);
    await keep(storage, account, [event('a', 1)]);
    const access = (isLost: boolean) =>
      database.sql(
        `INSERT INTO snapshot (account_id, key, kind, project_id, body, updated_at)
         VALUES ($1, 'project-access:1', 'project-access', '1', $2::jsonb, now())
         ON CONFLICT (account_id, key) DO UPDATE SET body = excluded.body`,
        [account.id, JSON.stringify({ isLost })],
      );

    await access(true);
    expect(await newest(storage, [account])).toEqual([]);
    expect(await storage.people.timeline.projects(onlookers(account))).toEqual([]);
    const query = { accountId: account.id, projectId: '1', from: NOON, limit: 9 };
    expect((await storage.people.timeline.course(query)).measures).toEqual([]);

    await access(false);
    expect(await newest(storage, [account])).toEqual(['a']);
    expect(await storage.people.timeline.projects(onlookers(account))).toEqual([project('1')]);

    await storage.people.watches.remove(watched.id);
    expect(await newest(storage, [account])).toEqual([]);
  });

  it('gives a reader who comes again what was kept since, in that order, whenever it happened', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const second = await link(storage, ALICE, { userId: '777' });
    await watch(storage, { account: second, chatKey: chat.key, projectId: '1' });
    await keep(storage, account, [event('a', 50), event('b', 3)]);
    const query = { onlookers: onlookers(account, second), filter: EVERYTHING };
    const read = (after: Progress, limit = 9) => storage.people.timeline.since({ ...query, after, limit });
    const since = async (after: Progress) => (await read(after)).events.map((one) => one.event.key);

    expect(await since(new Map())).toEqual(['a', 'b']);
    const first = await read(new Map(), 1);
    expect(first).toMatchObject({ events: [{ event: { key: 'a' } }], hasMore: true });
    expect(await since(first.progress)).toEqual(['b']);
    const head = await storage.people.timeline.head(query.onlookers.map(({ id }) => id));
    expect(await since(head)).toEqual([]);

    await keep(storage, second, [event('c', 1)]);
    await keep(storage, account, [event('d', 2)]);

    expect(await since(head)).toEqual(['c', 'd']);
    expect(await since(new Map([[account.id, head.get(account.id)!]]))).toEqual(['c', 'd']);
  });

  it('passes over nothing in a project that comes to be watched while a page is read', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    await keep(storage, account, [event('before', 1)]);
    const { db } = database.connection();
    const begin = async () => {
      await watch(storage, { account, chatKey: chat.key, projectId: '2' });
      await keep(storage, account, [event('meanwhile', 2, { projectId: '2' })]);
    };
    let begun: Promise<void> | null = null;
    const sql: Sql = async (text, parameters) => {
      const rows = await db.sql(text, parameters);
      if (text.includes('array_agg')) await (begun ??= begin());
      return rows as never;
    };
    const timeline = createTimelineStore({ sql });
    const query = { onlookers: onlookers(account), filter: EVERYTHING, limit: 9 };

    const first = await timeline.since({ ...query, after: new Map() });
    const second = await timeline.since({ ...query, after: first.progress });

    const keys = [...first.events, ...second.events].map((one) => one.event.key);
    expect(keys).toEqual(['before', 'meanwhile']);
  });

  it('goes with the account', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    await keep(storage, account, [event('a', 1)]);

    await storage.people.members.forget(ALICE);
    await saveMember(storage, ALICE);

    expect(await database.sql('SELECT 1 FROM event')).toEqual([]);
  });
});
