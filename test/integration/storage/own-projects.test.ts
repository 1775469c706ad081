import { expect, it } from '@jest/globals';
import type { Account } from '../../../src/domain/account.js';
import { chatKey, RECORD_CHAT, RECORD_CHOSEN_CHAT } from '../../../src/domain/chat.js';
import { isForRecord, MOST_RECORDED, RECORDED } from '../../../src/domain/recording.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, claimOne, personWatching, project, watch } from './fixtures.js';

async function follow(storage: Storage, account: Account, ids: readonly string[]) {
  const work = await claimOne(storage, 0);
  const outcomes: unknown[] = [];
  await storage.polls.commit(work.lease, async (tx) => {
    outcomes.push(await tx.followRecorded(account, ids.map(project)));
  });
  await storage.polls.release(work.lease);
  return outcomes;
}

describeOnEachDatabase('of the projects of an account', (open) => {
  it('those that are recorded follow their list, with their feeds, whatever chats watch besides', async () => {
    const storage = await open();
    const { account, chat } = await personWatching(storage, ALICE);
    const key = chatKey(RECORD_CHAT);
    await storage.people.chats.save({ address: RECORD_CHAT, kind: 'private', title: null });
    expect(await follow(storage, account, ['1', '2'])).toEqual([{ come: 0, left: 0 }]);
    for (const projectId of ['1', '2']) await watch(storage, { account, chatKey: key, projectId });

    expect(await follow(storage, account, ['3', '2'])).toEqual([{ come: 1, left: 1 }]);
    expect(await follow(storage, account, [])).toEqual([{ come: 0, left: 0 }]);

    const watched = (await storage.people.watches.listOfAccount(account.id)).map((one) => one.watch);
    const places = watched.map((one) => `${one.chatKey} ${one.projectId}`).sort();
    expect(places).toEqual([`${chat.key} 1`, `${key} 2`, `${key} 3`].sort());
    expect(watched.find(({ projectId }) => projectId === '3')?.filter).toEqual(RECORDED);
    const feeds = await storage.people.feeds.listOf(account.id);
    expect(feeds.filter(({ projectId }) => projectId === '3').map(({ kind }) => kind)).toContain('images');
    expect((await claimOne(storage, 0)).projects.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('those that were chosen stay, whatever the list says, and take a place of those that follow it', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    for (const address of [RECORD_CHAT, RECORD_CHOSEN_CHAT])
      await storage.people.chats.save({ address, kind: 'private', title: null });
    await watch(storage, { account, chatKey: chatKey(RECORD_CHOSEN_CHAT), projectId: '500' });
    expect(await follow(storage, account, ['2'])).toEqual([{ come: 0, left: 0 }]);
    await watch(storage, { account, chatKey: chatKey(RECORD_CHAT), projectId: '2' });

    const listed = Array.from({ length: MOST_RECORDED }, (_, index) => String(index + 2));
    expect(await follow(storage, account, listed)).toEqual([{ come: MOST_RECORDED - 2, left: 0 }]);

    const watched = (await storage.people.watches.listOfAccount(account.id)).map((one) => one.watch);
    const placed = watched.filter(isForRecord).map(({ projectId }) => projectId);
    expect(placed.sort()).toEqual(['500', ...listed.slice(0, -1)].sort());
  });

  it('the role is told with the work, as far as it is known, until the project is watched no more', async () => {
    const storage = await open();
    const { account, chat, watch: put } = await personWatching(storage, ALICE);
    await watch(storage, { account, chatKey: chat.key, projectId: '2' });
    const { watches } = storage.people;
    await watches.noteRole(account.id, '1', 'read');
    await watches.noteRole(account.id, '9', 'maintain');
    await watches.noteRole('nonsense', '1', 'maintain');

    expect(await watches.roleOf(account.id, '1')).toBe('read');
    expect(await watches.roleOf(account.id, '2')).toBeNull();
    expect(await watches.roleOf(account.id, '9')).toBeNull();
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveRoles(
        new Map([
          ['2', 'write'],
          ['9', 'write'],
        ] as const),
      );
    });
    await storage.polls.release(work.lease);
    const later = await claimOne(storage, 0);
    await storage.polls.release(later.lease);
    await watches.remove(put.id);
    await watch(storage, { account, chatKey: chat.key, projectId: '1' });

    expect([...work.roles]).toEqual([['1', 'read']]);
    expect([...later.roles]).toEqual([
      ['1', 'read'],
      ['2', 'write'],
    ]);
    expect([...(await claimOne(storage, 0)).roles]).toEqual([['2', 'write']]);
  });
});
