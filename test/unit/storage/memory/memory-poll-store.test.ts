import { describe, expect, it } from '@jest/globals';
import { agesBefore } from '../../../support/ages.js';
import type { AccountWork } from '../../../../src/domain/ports/poll-store.js';
import { subjectKey } from '../../../../src/domain/subject.js';
import { MINUTE, SECOND } from '../../../../src/domain/time.js';
import { type Household, MemoryPollStore } from '../../../../src/storage/memory/memory-poll-store.js';
import { emptyMemory } from '../../../../src/storage/memory/memory-state.js';
import { parseState, printState } from '../../../../src/storage/memory/state-text.js';
import {
  aFeed,
  anAccount,
  anEvent,
  anEventNotification,
  aPipeline,
  aProject,
  aWatch,
  NOON,
} from '../../../support/builders.js';
import { CROWD, FORGOTTEN, REMEMBERED } from '../../../support/snapshots-at-rest.js';

const LATER = new Date(NOON.getTime() + MINUTE);

function after(seconds: number): Date {
  return new Date(NOON.getTime() + seconds * SECOND);
}

function furnish(): {
  readonly store: MemoryPollStore;
  readonly household: Household;
  changes: () => number;
} {
  const memory = emptyMemory();
  for (const id of ['feed-1', 'feed-2']) {
    memory.feeds.set(id, { ...aFeed({ id, nextPollAt: NOON }), wokenAt: null });
  }
  const household = {
    account: anAccount(),
    projects: [aProject()],
    watches: [aWatch({ level: 'all' })],
    memory,
  };
  let changes = 0;
  const store = new MemoryPollStore([household], { clock: () => NOON, onChange: () => (changes += 1) });
  return { store, household, changes: () => changes };
}

async function claim(store: MemoryPollStore, now = NOON): Promise<readonly AccountWork[]> {
  return store.claimDue({ owner: 'me', limit: 5, now, until: new Date(now.getTime() + 30 * SECOND) });
}

async function claimOne(store: MemoryPollStore): Promise<AccountWork> {
  const [work] = await claim(store);
  if (work === undefined) throw new Error('nothing was due');
  return work;
}

const PROGRESS = { ...aFeed(), nextPollAt: LATER, failures: 0, lastError: null };

describe('a poll store in memory', () => {
  it('leases an account once, and again when the lease has run out', async () => {
    const { store } = furnish();
    const { lease, feeds, listeners } = await claimOne(store);

    expect(feeds.map(({ id }) => id)).toEqual(['feed-1', 'feed-2']);
    expect([...listeners]).toMatchObject([['7', [{ level: 'all', filter: null }]]]);
    expect(await claim(store)).toEqual([]);
    expect(await claim(store, after(30))).toHaveLength(1);
    expect(await store.renew(lease, LATER)).toBe(false);
    expect(await store.commit(lease, () => Promise.resolve())).toBe('lost-lease');
    expect(await store.noteProgress(lease, 'feed-1', PROGRESS)).toBe('lost-lease');
    expect(await store.dueWork(lease, LATER, [])).toBeNull();
  });

  it('keeps all of a poll, and its transaction sees what it wrote', async () => {
    const { store, household, changes } = furnish();
    const { lease } = await claimOne(store);
    const event = anEvent();

    await store.commit(lease, async (tx) => {
      await tx.saveSnapshots([aPipeline()]);
      expect((await tx.loadSnapshots(['pipeline:500', 'pipeline:1'])).size).toBe(1);
      expect(await tx.recordEvents([event])).toEqual(new Set([event.key]));
      await tx.enqueue([anEventNotification(), anEventNotification()]);
      await tx.saveProgress('feed-1', PROGRESS);
    });
    const again = await store.commit(lease, async (tx) => {
      expect(await tx.recordEvents([event])).toEqual(new Set());
    });

    expect(again).toBe('committed');
    expect(store.owed).toHaveLength(1);
    expect(household.memory.feeds.get('feed-1')?.nextPollAt).toEqual(LATER);
    expect((await store.lookup(lease.accountId)('pipeline', ['500'])).get('500')).toEqual(aPipeline());
    expect(changes()).toBe(2);
    store.settle(anEventNotification());
    expect(store.owed).toEqual([]);
  });

  it('keeps nothing of a poll that breaks off, and goes on', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);

    const broken = store.commit(lease, async (tx) => {
      await tx.saveSnapshots([aPipeline()]);
      await tx.enqueue([anEventNotification()]);
      throw new Error('torn');
    });

    await expect(broken).rejects.toThrow('torn');
    expect(household.memory.snapshots.size + store.owed.length).toBe(0);
    expect(await store.commit(lease, () => Promise.resolve())).toBe('committed');
  });

  it('looks again at what was woken while it was read', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);
    const { kind, projectId } = aFeed();

    await store.commit(lease, (tx) => tx.wake([{ kind, projectId }], after(1), 'all'));
    await store.noteProgress(lease, 'feed-1', PROGRESS);

    expect(household.memory.feeds.get('feed-1')?.nextPollAt).toEqual(after(1));
    expect((await store.dueWork(lease, after(1), ['feed-2']))?.feeds).toHaveLength(1);
  });

  it('asks no more with a token that is refused', async () => {
    const { store } = furnish();
    const { lease } = await claimOne(store);

    const known: boolean[] = [];
    await store.commit(lease, async (tx) => void known.push(await tx.markRefused()));
    await store.commit(lease, async (tx) => void known.push(await tx.markRefused()));
    await store.release(lease);

    expect(known).toEqual([true, false]);
    expect(await claim(store, LATER)).toEqual([]);
  });

  it('follows a project that moved, once', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);
    const moved = aProject({ path: 'acme/store' });

    const news: boolean[] = [];
    await store.commit(lease, async (tx) => void news.push(await tx.saveProject(moved)));
    await store.commit(lease, async (tx) => void news.push(await tx.saveProject(moved)));

    expect(news).toEqual([true, false]);
    expect(household.projects).toEqual([moved]);
  });

  it('keeps what something may still come of, however long it rests', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);
    await store.commit(lease, (tx) => tx.saveSnapshots([...REMEMBERED, ...FORGOTTEN]));

    await store.prune(agesBefore(LATER, LATER));

    expect([...household.memory.snapshots.keys()]).toEqual(REMEMBERED.map(subjectKey));
  });

  it('keeps so many at rest of a kind and a project, the last moved', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);
    await store.commit(lease, (tx) => tx.saveSnapshots(CROWD));

    await store.prune(agesBefore(LATER, LATER));

    const kept = CROWD.map(subjectKey).filter((key) => key !== 'pipeline:crowded-out');
    expect([...household.memory.snapshots.keys()]).toEqual(kept);
  });

  it('forgets what is old', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);
    await store.commit(lease, async (tx) => {
      await tx.saveSnapshots(FORGOTTEN);
      await tx.recordEvents([anEvent()]);
    });

    await store.prune(agesBefore(LATER, LATER));

    expect(household.memory.snapshots.size + household.memory.events.size).toBe(0);
  });
});

describe('its state as text', () => {
  it('comes back as it was, without the token', async () => {
    const { store, household } = furnish();
    const { lease } = await claimOne(store);
    await store.commit(lease, async (tx) => {
      await tx.saveSnapshots([aPipeline()]);
      await tx.recordEvents([anEvent()]);
      await tx.enqueue([anEventNotification()]);
    });
    household.memory.watchedSince.set('7', NOON);
    const state = new Map([[household.account.id, household.memory]]);

    const text = printState(state);

    expect(parseState(text)).toEqual(state);
    expect(text).not.toContain(household.account.secret.reveal());
  });
});
