import { expect, it } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, claimOne, personWatching, watch } from './fixtures.js';

describeOnEachDatabase('what accounts may do in projects', (open) => {
  it('is told with the work, as far as it is known, until the project is watched no more', async () => {
    const storage = await open();
    const { account, chat, watch: put } = await personWatching(storage, ALICE);
    await watch(storage, { account, chatKey: chat.key, projectId: '2' });
    const { watches } = storage.people;
    await watches.noteRole(account.id, '1', 'read');
    await watches.noteRole(account.id, '9', 'maintain');
    await watches.noteRole('nonsense', '1', 'maintain');

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
