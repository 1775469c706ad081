import { describe, expect, it } from '@jest/globals';
import { agesBefore } from '../../support/ages.js';
import { Secret } from '../../../src/domain/secret.js';
import type { Watch } from '../../../src/domain/watch.js';
import { ANY_BOT, emptyFilter } from '../../../src/domain/watch-filter.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  claim,
  claimOne,
  NOON,
  personWatching,
  pipeline,
  pollAll,
  project,
  watch,
} from './fixtures.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describeOnEachDatabase('watches and what the bot keeps', (open, database) => {
  describe('watches', () => {
    it('change level where there is one, and keep a confirmation', async () => {
      const storage = await open();
      const { account, chat, watch: first } = await personWatching(storage, ALICE);
      const put = (level: 'team' | 'all', isConfirmed: boolean) =>
        storage.people.watches.put({
          chatKey: chat.key,
          accountId: account.id,
          project: { ...project('1'), path: 'shop/moved' },
          level,
          isConfirmed,
          now: at(60),
        });

      const second = await put('all', false);
      const [listed] = await storage.people.watches.listOfAccount(account.id);

      expect(second).toEqual({ isNew: false, watch: { ...first, level: 'all' } });
      expect(listed).toMatchObject({
        watch: { level: 'all', isConfirmed: true },
        project: { path: 'shop/moved' },
      });
      expect(listed?.account).toEqual(account);
    });

    it('are muted, changed, confirmed and found', async () => {
      const storage = await open();
      const { watch: put } = await personWatching(storage, ALICE);
      const { watches } = storage.people;

      await watches.mute(put.id, at(3_600));
      await watches.setLevel(put.id, 'team');
      const muted = await watches.find(put.id);
      await watches.unmute(put.id, 'all');

      expect(muted?.watch).toMatchObject({ mutedUntil: at(3_600), level: 'team' });
      expect((await watches.find(put.id))?.watch).toMatchObject({ mutedUntil: null, level: 'team' });
      expect(await watches.find(NOBODY)).toBeNull();
      expect(await watches.find('nonsense')).toBeNull();
      await watches.confirm('nonsense');
      await watches.remove(NOBODY);
    });

    it('keep a filter at the level custom, and lose it with any other level', async () => {
      const storage = await open();
      const { account, chat, watch: put } = await personWatching(storage, ALICE);
      const { watches } = storage.people;
      const filter = {
        ...emptyFilter('team'),
        on: [{ topic: 'issues', type: null }],
        include: [{ field: 'branch', pattern: 'release/*' }],
        exclude: [ANY_BOT],
      } as const;

      await watches.setFilter(put.id, filter);
      const filtered = await watches.find(put.id);
      const work = await claimOne(storage, 0);
      const routed: (readonly Watch[])[] = [];
      await storage.polls.commit(work.lease, async (tx) => void routed.push(await tx.loadWatches(['1'])));
      await watches.setLevel(put.id, 'all');
      const changed = await watches.find(put.id);
      await watches.setFilter(put.id, filter);
      await watch(storage, { account, chatKey: chat.key, projectId: '1', level: 'team' });

      expect(filtered?.watch).toEqual({ ...put, level: 'custom', filter });
      expect(routed[0]).toEqual([filtered?.watch]);
      expect(changed?.watch).toMatchObject({ level: 'all', filter: null });
      expect((await watches.find(put.id))?.watch).toMatchObject({ level: 'team', filter: null });
      await watches.setFilter('nonsense', filter);
    });

    it('take with them what was known of the project, so that watching it again starts silent', async () => {
      const storage = await open();
      const { account, chat, watch: put } = await personWatching(storage, ALICE);
      const work = await claimOne(storage, 0);
      await storage.polls.commit(work.lease, (tx) =>
        tx.saveSnapshots([pipeline('100'), pipeline('200', { projectId: '2' })]),
      );
      await pollAll(storage, work, at(900));

      await storage.people.watches.remove(put.id);
      const lookup = storage.polls.lookup(account.id);
      const left = await lookup('pipeline', ['100', '200']);
      await watch(storage, { account, chatKey: chat.key, projectId: '1', now: at(10) });
      const again = await claimOne(storage, 10);

      expect([...left.keys()]).toEqual(['200']);
      expect(again.feeds.find((feed) => feed.kind === 'pipelines')).toMatchObject({
        baselineAt: null,
        cursor: null,
      });
    });
  });

  describe('feeds', () => {
    it('become exactly the plan, and those that stay keep their progress', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      await pollAll(storage, await claimOne(storage, 0), at(900));

      const plan = [
        { kind: 'inbox', projectId: null },
        { kind: 'merge-requests', projectId: '1' },
      ] as const;
      await storage.people.feeds.reconcile(account.id, plan, at(20));
      await storage.people.feeds.reconcile(account.id, plan, at(30));

      const feeds = await storage.people.feeds.listOf(account.id);
      expect(feeds.map((feed) => [feed.kind, feed.projectId, feed.nextPollAt])).toEqual([
        ['inbox', null, at(900)],
        ['merge-requests', '1', at(20)],
      ]);
      expect((await claimOne(storage, 20)).feeds).toHaveLength(1);
    });

    it('have the merge requests and issues of the account, and the wikis of its groups, read at once for a project that is new to it', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const own = [
        { kind: 'activity', projectId: null },
        { kind: 'group-wikis', projectId: null },
        { kind: 'issues', projectId: null },
        { kind: 'merge-requests', projectId: null },
      ] as const;
      const first = [...own, { kind: 'pipelines', projectId: '1' }] as const;
      await storage.people.feeds.reconcile(account.id, first, NOON);
      await pollAll(storage, await claimOne(storage, 0), at(900));

      await storage.people.feeds.reconcile(account.id, first, at(10));
      const same = await storage.people.feeds.listOf(account.id);
      const more = [...first, { kind: 'pipelines', projectId: '2' }] as const;
      await storage.people.feeds.reconcile(account.id, more, at(20));

      expect(same.every(({ nextPollAt }) => nextPollAt.getTime() === at(900).getTime())).toBe(true);
      const feeds = await storage.people.feeds.listOf(account.id);
      expect(feeds.map((feed) => [feed.kind, feed.projectId, feed.nextPollAt])).toEqual([
        ['activity', null, at(900)],
        ['group-wikis', null, at(20)],
        ['issues', null, at(20)],
        ['merge-requests', null, at(20)],
        ['pipelines', '1', at(900)],
        ['pipelines', '2', at(20)],
      ]);
    });

    it('end with an empty plan, and for an account that is gone', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);

      await storage.people.feeds.reconcile(account.id, [], NOON);
      await storage.people.feeds.reconcile(NOBODY, [{ kind: 'inbox', projectId: null }], NOON);

      expect(await storage.people.feeds.listOf(account.id)).toEqual([]);
      expect(await claim(storage, 100)).toEqual([]);
    });
  });

  describe('pending actions', () => {
    it('are found until they expire, with their secret', async () => {
      const storage = await open();
      const pending = { ...PENDING, secret: new Secret('glpat-secret') };
      await storage.people.pending.put(pending);

      const found = await storage.people.pending.find('p', at(59));

      expect(found).toEqual(pending);
      expect(found?.secret?.reveal()).toBe('glpat-secret');
      expect(await storage.people.pending.find('p', at(60))).toBeNull();
      expect(await storage.people.pending.take('p', at(60))).toBeNull();
      expect(await database.sql(`SELECT id FROM pending`)).toEqual([]);
    });

    it('go to one of two takers', async () => {
      const storage = await open();
      await storage.people.pending.put(PENDING);

      const taken = await Promise.all([1, 2, 3].map(() => storage.people.pending.take('p', NOON)));

      expect(taken.filter((pending) => pending !== null)).toEqual([PENDING]);
    });

    it('are bound to the message that shows them last, unless they were taken before', async () => {
      const storage = await open();
      const { pending } = storage.people;
      await pending.put(PENDING);
      await pending.put({ ...PENDING, id: 'other' });

      await pending.bind(['p', 'never'], '11');
      await pending.bind(['p'], '12');
      const bound = await pending.take('p', NOON);
      await pending.bind(['p'], '13');

      expect(bound?.payload).toEqual({ project: '1', boundTo: '12' });
      expect(await pending.find('p', NOON)).toBeNull();
      expect(await pending.find('other', NOON)).toEqual({ ...PENDING, id: 'other' });
    });

    it('are gone soon after they expire, whatever else is kept', async () => {
      const storage = await open();
      await storage.people.pending.put({ ...PENDING, secret: new Secret('hunter2') });

      await storage.polls.prune(agesBefore(at(-1_000), at(59)));
      expect(await storage.people.pending.find('p', NOON)).not.toBeNull();
      await storage.polls.prune(agesBefore(at(-1_000), at(60)));

      expect(await database.sql(`SELECT id FROM pending`)).toEqual([]);
    });

    it('mean nothing any more when their secret cannot be opened', async () => {
      const storage = await open();
      await storage.people.pending.put({ ...PENDING, secret: new Secret('glpat-secret') });

      expect(await database.withKey(Buffer.alloc(32, 9)).people.pending.find('p', NOON)).toBeNull();
      expect(await storage.people.pending.find('p', NOON)).not.toBeNull();
    });
  });

  it('keeps settings', async () => {
    const storage = await open();
    const { settings } = storage.people;
    await settings.set('offset', '1');
    await settings.set('offset', '2');

    expect([await settings.get('offset'), await settings.get('other')]).toEqual(['2', null]);
  });

  it('gives a role to one process at a time, and counts those that live', async () => {
    const storage = await open();
    const { roles } = storage.people;

    const taken = [
      await roles.hold('poller', 'one', at(0), at(30)),
      await roles.hold('poller', 'two', at(29), at(59)),
      await roles.hold('poller', 'one', at(29), at(59)),
      await roles.hold('poller', 'two', at(59), at(89)),
    ];
    await roles.release('poller', 'one');
    const held = await roles.hold('poller', 'one', at(60), at(90));
    await roles.release('poller', 'two');
    const freed = await roles.hold('poller', 'one', at(60), at(90));

    expect(taken).toEqual([true, false, true, true]);
    expect([held, freed]).toEqual([false, true]);
    expect(await roles.beat('one', at(0), at(30))).toBe(1);
    expect(await roles.beat('two', at(10), at(40))).toBe(2);
    expect(await roles.beat('two', at(30), at(60))).toBe(1);
  });
});

const PENDING = {
  id: 'p',
  chatKey: '-7',
  personId: null,
  action: 'watch',
  payload: { project: '1' },
  secret: null,
  expiresAt: at(60),
};
