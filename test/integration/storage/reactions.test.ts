import { describe, expect, it } from '@jest/globals';
import { chatKey, REACTIONS_CHAT } from '../../../src/domain/chat.js';
import type { QueuedEvent, WantedRun } from '../../../src/domain/ports/reaction-store.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  claimOne,
  failure,
  GITLAB,
  personWatching,
  project,
  saveMember,
  watch,
} from './fixtures.js';

/** Two handlers of one module want everything. */
const want = ({ event }: QueuedEvent): readonly WantedRun[] =>
  ['first', 'second'].map((name) => ({
    module: 'm.js',
    handler: `m.js#${name}`,
    name: 'pipeline.failed',
    occasion: event.key,
    card: 'pipeline:100',
  }));

async function queue(storage: Storage, ...keys: readonly string[]): Promise<string> {
  const { account } = await personWatching(storage, ALICE);
  const work = await claimOne(storage, 1);
  await storage.polls.commit(work.lease, async (tx) => {
    await tx.recordEvents(keys.map((key) => failure(key)));
    await tx.queueReactions(keys);
  });
  await storage.polls.release(work.lease);
  return account.id;
}

function claim(storage: Storage, seconds: number, owner = 'one') {
  return storage.reactions.claim({
    owner,
    modules: ['m.js'],
    limit: 10,
    now: at(seconds),
    until: at(seconds + 30),
  });
}

async function claimed(storage: Storage, seconds: number, owner = 'one') {
  const [lease] = await claim(storage, seconds, owner);
  if (lease === undefined) throw new Error('nothing was due');
  return lease;
}

describeOnEachDatabase('the queue of reactions', (open) => {
  it('takes events with the commit that records them, and gives them to handlers in order', async () => {
    const storage = await open();
    const accountId = await queue(storage, 'e1', 'e2');

    expect(await storage.reactions.distribute(10, want, at(2))).toBe(2);
    expect(await storage.reactions.distribute(10, want, at(2))).toBe(0);
    const lease = await claimed(storage, 3);
    const order: string[] = [];
    for (;;) {
      const run = await storage.reactions.next(lease, at(3));
      if (run === null) break;
      order.push(`${run.event.key} ${run.handler}`);
      expect(run).toMatchObject({
        accountId,
        name: 'pipeline.failed',
        project: project('1'),
        startedAttempts: 0,
      });
      expect(await storage.reactions.begin(lease, run.id, at(60))).toBe(true);
      expect(await storage.reactions.settle(lease, run.id, { result: 'done', hasActed: true }, at(4))).toBe(
        true,
      );
    }
    await storage.reactions.release(lease);

    expect(order).toEqual(['e1 m.js#first', 'e1 m.js#second', 'e2 m.js#first', 'e2 m.js#second']);
    expect(await claim(storage, 5)).toEqual([]);
    const counted = { accountId, handler: 'm.js#first', card: 'pipeline:100' };
    expect(await storage.reactions.countActed(counted, at(0))).toBe(2);
    expect(await storage.reactions.countActed(counted, at(10))).toBe(0);
  });

  it('keeps nothing of a commit that fails', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    const work = await claimOne(storage, 1);
    const commit = storage.polls.commit(work.lease, async (tx) => {
      await tx.recordEvents([failure('e1')]);
      await tx.queueReactions(['e1']);
      throw new Error('killed');
    });

    await expect(commit).rejects.toThrow('killed');
    expect(await storage.reactions.distribute(10, want, at(2))).toBe(0);
  });

  it('is one process’s at a time, and a killed one’s is taken over with the attempt counted', async () => {
    const storage = await open();
    await queue(storage, 'e1');
    await storage.reactions.distribute(10, want, at(2));
    const first = await claimed(storage, 3);
    const run = await storage.reactions.next(first, at(3));

    expect(await claim(storage, 4, 'two')).toEqual([]);
    expect(await storage.reactions.begin(first, run!.id, at(100))).toBe(true);
    expect(await claim(storage, 99, 'two')).toEqual([]);
    const second = await claimed(storage, 101, 'two');

    expect(await storage.reactions.settle(first, run!.id, { result: 'done', hasActed: false }, at(102))).toBe(
      false,
    );
    expect(await storage.reactions.begin(first, run!.id, at(200))).toBe(false);
    expect(await storage.reactions.next(second, at(102))).toMatchObject({
      id: run!.id,
      startedAttempts: 1,
      finishedAttempts: 0,
    });
  });

  it('lets what failed wait while the others go on, and is due again with it', async () => {
    const storage = await open();
    await queue(storage, 'e1');
    await storage.reactions.distribute(10, want, at(2));
    const lease = await claimed(storage, 3);
    const failed = await storage.reactions.next(lease, at(3));
    await storage.reactions.begin(lease, failed!.id, at(60));
    const end = { result: 'again', at: at(50), isOwnFault: true, code: 'threw' } as const;
    await storage.reactions.settle(lease, failed!.id, end, at(4));
    const other = await storage.reactions.next(lease, at(4));
    await storage.reactions.begin(lease, other!.id, at(60));
    await storage.reactions.settle(lease, other!.id, { result: 'skipped' }, at(5));

    expect(other!.handler).toBe('m.js#second');
    expect(await storage.reactions.next(lease, at(5))).toBeNull();
    await storage.reactions.release(lease);
    expect(await claim(storage, 49)).toEqual([]);
    const later = await claimed(storage, 50);
    expect(await storage.reactions.next(later, at(50))).toMatchObject({
      id: failed!.id,
      failures: 1,
      finishedAttempts: 1,
    });
  });

  it('tells a handler once of one occasion', async () => {
    const storage = await open();
    await queue(storage, 'e1', 'e2');
    const opening = (queued: QueuedEvent): readonly WantedRun[] =>
      want(queued).map((run) => ({ ...run, occasion: 'issue.opened:issue:1' }));
    await storage.reactions.distribute(10, opening, at(2));
    const lease = await claimed(storage, 3);
    const runs: (string | undefined)[] = [];
    for (let i = 0; i < 4; i += 1) {
      const run = await storage.reactions.next(lease, at(3));
      runs.push(run?.event.key);
      if (run === null) continue;
      await storage.reactions.begin(lease, run.id, at(60));
      await storage.reactions.settle(lease, run.id, { result: 'skipped' }, at(4));
    }

    expect(runs).toEqual(['e1', 'e1', undefined, undefined]);
  });

  it('forgets what is owed of a project that nobody watches any more', async () => {
    const storage = await open();
    const { watch: put } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 1);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.recordEvents([failure('e1'), failure('e2')]);
      await tx.queueReactions(['e1']);
    });
    await storage.polls.release(work.lease);
    await storage.reactions.distribute(10, want, at(2));
    const lease = await claimed(storage, 3);
    await storage.people.watches.remove(put.id);

    expect(await storage.reactions.next(lease, at(3))).toBeNull();
    await storage.reactions.release(lease);
    expect(await claim(storage, 60)).toEqual([]);
  });

  it('leaves alone the accounts that the forge refuses', async () => {
    const storage = await open();
    await queue(storage, 'e1');
    await storage.reactions.distribute(10, want, at(2));
    const work = await claimOne(storage, 200);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.markRefused();
    });

    expect(await claim(storage, 201)).toEqual([]);
  });

  it('remembers what was done once, by account and module, the empty value too', async () => {
    const storage = await open();
    const accountId = await queue(storage, 'e1');
    const memory = { accountId, module: 'm.js', key: 'k', now: at(1) };

    expect(await storage.reactions.recall(accountId, 'm.js', 'k')).toBeNull();
    await storage.reactions.remember({ ...memory, value: null });
    expect(await storage.reactions.recall(accountId, 'm.js', 'k')).toEqual({ value: null });
    await storage.reactions.remember({ ...memory, value: { id: 5 } });
    expect(await storage.reactions.recall(accountId, 'm.js', 'k')).toEqual({ value: { id: 5 } });
    expect(await storage.reactions.recall(accountId, 'other.js', 'k')).toBeNull();
  });

  describe('its account', () => {
    it('is one that an operator linked, whatever the case of the login', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);

      expect(await storage.reactions.findAccount(GITLAB.url, account.user.login)).toBeNull();
      const operator = { id: ALICE, name: 'Alice', language: 'en', isOperator: true };
      await storage.people.members.save(operator, at(1));
      expect(await storage.reactions.findAccount(GITLAB.url, account.user.login.toUpperCase())).toMatchObject(
        {
          id: account.id,
        },
      );
      expect(
        await storage.reactions.findAccount('https://elsewhere.example.com', account.user.login),
      ).toBeNull();
    });

    it('has its events told to the reactions through a watch that no chat reads', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      await saveMember(storage, ALICE);
      const chat = await storage.people.chats.save({ address: REACTIONS_CHAT, kind: 'private', title: null });
      await watch(storage, { account, chatKey: chat.key, projectId: '1' });

      expect((await storage.people.watches.listOfChat(chatKey(REACTIONS_CHAT))).length).toBe(1);
      const lanes = await storage.outbox.claimLanes({ owner: 'one', limit: 10, now: at(9), until: at(60) });
      expect(lanes).toEqual([]);
    });
  });
});
