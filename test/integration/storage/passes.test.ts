import { expect, it } from '@jest/globals';
import { agesBefore } from '../../support/ages.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, BOB, claimOne, feedOf, NOON, personWatching, progress, saveMember } from './fixtures.js';

describeOnEachDatabase('the ways into the page', (open, database) => {
  it('are found by hash and kind until they end, and taken by one', async () => {
    const storage = await open();
    await saveMember(storage, ALICE);
    const { passes } = storage.people;
    await passes.put({ hash: 'h', kind: 'link', personId: ALICE, now: NOON, expiresAt: at(300) });

    expect(await passes.find('h', 'link', at(299))).toBe(ALICE);
    expect(await passes.find('h', 'session', at(1))).toBeNull();
    expect(await passes.take('h', 'link', at(300))).toBeNull();
    const takers = await Promise.all([passes.take('h', 'link', at(1)), passes.take('h', 'link', at(1))]);
    expect(takers.filter((one) => one !== null)).toEqual([ALICE]);
  });

  it('end by kind or all together, with the person, and with age', async () => {
    const storage = await open();
    await saveMember(storage, ALICE);
    await saveMember(storage, BOB);
    const { passes, members } = storage.people;
    const put = (hash: string, kind: 'session' | 'api', personId = ALICE) =>
      passes.put({ hash, kind, personId, now: NOON, expiresAt: at(60) });
    const left = async () =>
      (await database.sql<{ hash: string }>('SELECT hash FROM pass ORDER BY hash')).map(({ hash }) => hash);
    for (const hash of ['a', 'b']) await put(hash, 'session');
    await put('c', 'api');
    await put('d', 'session', BOB);

    await passes.revoke(ALICE, 'api');
    expect(await left()).toEqual(['a', 'b', 'd']);
    await passes.revoke(ALICE, null);
    expect(await left()).toEqual(['d']);
    await members.forget(BOB);
    expect(await left()).toEqual([]);
    await put('e', 'session');
    await storage.polls.prune(agesBefore(at(0), at(61)));
    expect(await left()).toEqual([]);
  });

  it('lead the operator to how the reading goes for all', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const feed = feedOf(work.feeds, 'pipelines', '1');
    const failed = progress(at(-90), { failures: 2, lastError: 'unavailable' });
    await storage.polls.commit(work.lease, (tx) => tx.saveProgress(feed.id, failed));

    const [overview] = await storage.people.feeds.overview(at(10));

    expect(overview).toMatchObject({
      forgeUrl: 'https://gitlab.example.com',
      accounts: 1,
      refusedAccounts: 0,
      failingFeeds: 1,
      lagSeconds: 100,
      errors: ['unavailable'],
    });
  });
});
