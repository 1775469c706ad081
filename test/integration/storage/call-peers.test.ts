import { expect, it } from '@jest/globals';
import type { Account } from '../../../src/domain/account.js';
import type { PeerCall } from '../../../src/domain/peer-call.js';
import type { PlainLevel } from '../../../src/domain/watch.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { at, claim, GITLAB, link, pollAll, progress, saveMember, watch } from './fixtures.js';

/** Of a change that concerns nobody, so that a test says whom it is about. */
function call(over: Partial<PeerCall> = {}): PeerCall {
  return {
    kind: 'pipelines',
    projectId: '1',
    isAccountFeed: false,
    whom: { ids: [], logins: [] },
    reachesWideLevels: false,
    ...over,
  };
}

describeOnEachDatabase('calling the peers of an account', (open, database) => {
  const watching = async (
    storage: Storage,
    person: string,
    level: PlainLevel = 'participating',
    projectId = '1',
  ): Promise<Account> => {
    const chat = await saveMember(storage, person);
    const account = await link(storage, person);
    await watch(storage, { account, chatKey: chat.key, projectId, level });
    return account;
  };

  /** Nothing is due before the calls, so that what is due after them was called. */
  const settle = async (storage: Storage): Promise<void> => {
    for (const work of await claim(storage, 0)) await pollAll(storage, work, at(900));
  };

  const calls = async (
    storage: Storage,
    caller: Account,
    peerCalls: readonly PeerCall[],
    isPulseKeeperOnly = false,
  ): Promise<void> => {
    await storage.polls.wakePeers({
      accountId: caller.id,
      forgeUrl: GITLAB.url,
      forgeKind: 'gitlab',
      calls: peerCalls,
      isPulseKeeperOnly,
      at: at(50),
    });
  };

  const called = async (storage: Storage): Promise<readonly string[]> => {
    const works = await claim(storage, 50);
    return works
      .flatMap(({ account, feeds }) =>
        feeds.map(({ kind, projectId }) => `${account.personId} ${kind} ${projectId ?? ''}`.trim()),
      )
      .sort();
  };

  it('reaches those named by their id or by their login, in any case, and nobody else', async () => {
    const storage = await open();
    const caller = await watching(storage, '11');
    for (const person of ['12', '13', '14']) await watching(storage, person);
    await database.sql(`UPDATE account SET user_login = 'Mixed-Case' WHERE user_id = '113'`);
    await settle(storage);

    await calls(storage, caller, [call({ whom: { ids: ['112', '111'], logins: ['mixed-case', '114'] } })]);

    expect(await called(storage)).toEqual(['12 pipelines 1', '13 pipelines 1']);
  });

  it('reaches whose group is named', async () => {
    const storage = await open();
    const caller = await watching(storage, '11');
    for (const person of ['12', '13']) await watching(storage, person);
    await database.sql(
      `UPDATE account SET token = token || '{"groups": ["acme", "acme/web"]}' WHERE user_id = '112'`,
    );
    await settle(storage);

    await calls(storage, caller, [call({ whom: { ids: [], logins: ['acme'] } })]);

    expect(await called(storage)).toEqual(['12 pipelines 1']);
  });

  it('reaches everybody but the caller who watches the project, where it is not known whom it concerns', async () => {
    const storage = await open();
    const caller = await watching(storage, '11');
    await watching(storage, '12');
    await watching(storage, '13', 'participating', '2');
    await settle(storage);

    await calls(storage, caller, [call({ whom: 'everybody' })]);

    expect(await called(storage)).toEqual(['12 pipelines 1']);
  });

  it('reaches whoever wants more than what concerns them, where the call says so', async () => {
    const storage = await open();
    const caller = await watching(storage, '11');
    for (const [person, level] of [
      ['12', 'team'],
      ['13', 'all'],
      ['14', 'participating'],
    ] as const) {
      await watching(storage, person, level);
    }
    await settle(storage);

    await calls(storage, caller, [call({ kind: 'pulse' })]);
    expect(await called(storage)).toEqual([]);
    await calls(storage, caller, [call({ reachesWideLevels: true })]);

    expect(await called(storage)).toEqual(['12 pipelines 1', '13 pipelines 1']);
  });

  it('lets a wider watch on another project be', async () => {
    const storage = await open();
    const caller = await watching(storage, '11');
    const bob = await watching(storage, '12');
    await watch(storage, { account: bob, chatKey: '12', projectId: '2', level: 'all' });
    await settle(storage);

    await calls(storage, caller, [call({ reachesWideLevels: true })]);

    expect(await called(storage)).toEqual([]);
  });

  it('reaches account feeds of those who watch the project', async () => {
    const storage = await open();
    const caller = await watching(storage, '11');
    await watching(storage, '12');
    await watching(storage, '13', 'participating', '2');
    await settle(storage);

    await calls(storage, caller, [
      call({ kind: 'merge-requests', isAccountFeed: true, whom: { ids: ['112', '113'], logins: [] } }),
    ]);

    expect(await called(storage)).toEqual(['12 merge-requests']);
  });

  it('reaches the lookout alone where only the lookout is called', async () => {
    const storage = await open();
    const stranger = await watching(storage, '10', 'participating', '2');
    for (const person of ['11', '12', '13']) await watching(storage, person);
    const works = await claim(storage, 0);
    const lookout = works.find(({ feeds }) => feeds.some((feed) => feed.projectId === '1' && feed.isLookout));
    for (const work of works) await pollAll(storage, work, at(900));

    await calls(storage, stranger, [call({ whom: 'lookout' })]);

    expect(await called(storage)).toEqual([`${lookout?.account.personId} pipelines 1`]);
  });

  it('has one lookout in a project for feeds of every kind, and the next one where its feed fails', async () => {
    const storage = await open();
    for (const person of ['11', '12', '13']) await watching(storage, person);
    const works = await claim(storage, 0);
    const lookouts = works.flatMap(({ account, feeds }) =>
      feeds.filter((feed) => feed.projectId !== null && feed.isLookout).map(() => account.id),
    );
    expect(lookouts).toHaveLength(4);
    expect(new Set(lookouts).size).toBe(1);

    for (const work of works) {
      await storage.polls.commit(work.lease, async (tx) => {
        for (const feed of work.feeds) {
          const isFailing = feed.kind === 'pipelines' && feed.isLookout;
          await tx.saveProgress(feed.id, progress(at(900), isFailing ? { failures: 1 } : {}));
        }
      });
      await storage.polls.release(work.lease);
    }
    const failing = works.find(({ account }) => account.id === lookouts[0])!;
    await calls(storage, failing.account, [
      call({ whom: 'lookout' }),
      call({ kind: 'pulse', whom: 'lookout' }),
    ]);

    const [next, ...others] = await called(storage);
    expect(next).toMatch(/^1[123] pipelines 1$/);
    expect(next).not.toContain(failing.account.personId);
    expect(others).toEqual([]);
  });

  it('is left to the account that keeps the pulse, where all see the same', async () => {
    const storage = await open();
    const people = ['11', '12', '13'];
    const accounts = await Promise.all(people.map((person) => watching(storage, person)));
    const works = await claim(storage, 0);
    const keeper = works.find(({ feeds }) => feeds.some((feed) => feed.kind === 'pulse' && feed.isLookout))!;
    for (const work of works) await pollAll(storage, work, at(900));
    const everybody = [call({ kind: 'activity', isAccountFeed: true, whom: 'everybody' })];

    for (const account of accounts) {
      if (account.id !== keeper.account.id) await calls(storage, account, everybody, true);
    }
    expect(await called(storage)).toEqual([]);
    await calls(storage, keeper.account, everybody, true);

    const others = people.filter((person) => person !== keeper.account.personId);
    expect(await called(storage)).toEqual(others.map((person) => `${person} activity`));
  });
});
