import { beforeEach, describe, expect, it } from '@jest/globals';
import { replanFeeds } from '../../../src/bot/replan-feeds.js';
import { anAccount, aProject, aWatch, NOON } from '../../support/builders.js';
import { FakePeopleStores } from '../../support/fake-people-stores.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

let people: FakePeopleStores;
let nudges: number;

const replan = (catalogue?: unknown): Promise<void> =>
  replanFeeds(
    {
      stores: people.stores,
      clock: () => NOON,
      logger: createMemoryLogger(),
      onFeedsChanged: () => (nudges += 1),
    },
    catalogue,
  );

beforeEach(() => {
  people = new FakePeopleStores();
  nudges = 0;
  for (const id of ['account-1', 'account-2']) {
    people.accountRows.set(id, anAccount({ id }));
    people.watchRows.set(`watch of ${id}`, {
      ...aWatch({ accountId: id, level: 'team' }),
      project: aProject(),
    });
  }
});

describe('feeds that a new version knows', () => {
  it('are read for every account from its first start on', async () => {
    await replan();

    expect([...people.feedPlans.keys()]).toEqual(['account-1', 'account-2']);
    expect(people.feedPlans.get('account-2')).toContainEqual({ kind: 'wiki', projectId: '7' });
    expect(nudges).toBe(2);
  });

  it('are planned once, and again when there are others', async () => {
    await replan(['pipelines']);
    await replan(['pipelines']);
    expect(nudges).toBe(2);

    await replan(['pipelines', 'wiki']);
    expect(nudges).toBe(4);
  });

  it('are planned at the next start where this one was broken off', async () => {
    const { reconcile } = people.stores.feeds;
    people.stores.feeds.reconcile = () => Promise.reject(new Error('the database is away'));
    await expect(replan()).rejects.toThrow('away');
    people.stores.feeds.reconcile = reconcile;

    await replan();

    expect(people.feedPlans.size).toBe(2);
  });
});
