import { expect, it } from '@jest/globals';
import { aMilestone } from '../../support/a-milestone.js';
import { aThreadList } from '../../support/a-thread-list.js';
import { aMergeRequest } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import {
  ALICE,
  at,
  claimLanes,
  claimOne,
  failure,
  notification,
  personWatching,
  pipeline,
} from './fixtures.js';

describeOnEachDatabase('pruning', (open, database) => {
  it('remembers what rests as long as something may still come of it', async () => {
    let now = at(0);
    const storage = await open(() => now);
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, (tx) =>
      tx.saveSnapshots([
        aMergeRequest({ id: 'open' }),
        aThreadList({ id: 'open' }),
        aMergeRequest({ id: 'merged', state: 'merged' }),
        aThreadList({ id: 'merged' }),
        aMilestone({ id: 'ahead', dueOn: '2100-01-01' }),
        aMilestone({ id: 'over', dueOn: '2000-01-01' }),
      ]),
    );
    now = at(1_000);

    await storage.polls.prune({ before: at(500), eventsBefore: at(500), now });

    const kept = await database.sql<{ key: string }>(`SELECT key FROM snapshot WHERE account_id = $1`, [
      account.id,
    ]);
    expect(kept.map(({ key }) => key).sort()).toEqual([
      'merge-request:open',
      'milestone:ahead',
      'thread-list:open',
    ]);
  });

  it('forgets what is older than it is told, and has ended', async () => {
    let now = at(0);
    const storage = await open(() => now);
    const { account, chat } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const see = (name: string) =>
      storage.polls.commit(work.lease, async (tx) => {
        await tx.saveSnapshots([pipeline(name)]);
        await tx.recordEvents([failure(name)]);
        await tx.enqueue([notification(account.id, chat.key, name)]);
      });
    await see('old');
    await storage.polls.commit(work.lease, (tx) =>
      tx.saveSnapshots([aMergeRequest({ id: 'resting' }), aMergeRequest({ id: 'merged', state: 'merged' })]),
    );
    const [lane] = await claimLanes(storage, 0);
    const ids = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);
    await storage.outbox.settle(lane!, { ids, card: null });
    now = at(1_000);
    await see('young');

    await storage.polls.prune({ before: at(500), eventsBefore: at(500), now });

    expect(await database.sql(`SELECT key FROM event`)).toEqual([{ key: 'young' }]);
    expect(await database.sql(`SELECT key FROM snapshot ORDER BY key`)).toEqual([
      { key: 'merge-request:resting' },
      { key: 'pipeline:young' },
    ]);
    expect(await database.sql(`SELECT dedupe_key FROM outbox`)).toEqual([{ dedupe_key: 'young' }]);
  });
});
