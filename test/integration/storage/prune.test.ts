import { expect, it } from '@jest/globals';
import { subjectKey } from '../../../src/domain/subject.js';
import { agesBefore } from '../../support/ages.js';
import { aMergeRequest } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { CROWD, FORGOTTEN, REMEMBERED } from '../../support/snapshots-at-rest.js';
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
  const keysOf = async (accountId: string): Promise<readonly string[]> => {
    const kept = await database.sql<{ key: string }>(`SELECT key FROM snapshot WHERE account_id = $1`, [
      accountId,
    ]);
    return kept.map(({ key }) => key).sort();
  };

  it('remembers what rests as long as something may still come of it', async () => {
    let now = at(0);
    const storage = await open(() => now);
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    await storage.polls.commit(work.lease, (tx) => tx.saveSnapshots([...REMEMBERED, ...FORGOTTEN]));
    now = at(1_000);

    await storage.polls.prune(agesBefore(at(500), now));

    expect(await keysOf(account.id)).toEqual(REMEMBERED.map(subjectKey).sort());
  });

  it('remembers so many at rest of a kind and a project, the last moved', async () => {
    let now = at(-1_000);
    const storage = await open(() => now);
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const crowdedOut = CROWD.filter(({ id }) => id === 'crowded-out');
    await storage.polls.commit(work.lease, (tx) => tx.saveSnapshots(crowdedOut));
    now = at(0);
    await storage.polls.commit(work.lease, (tx) =>
      tx.saveSnapshots(CROWD.filter((one) => !crowdedOut.includes(one))),
    );
    now = at(1_000);
    await storage.polls.commit(work.lease, (tx) => tx.saveSnapshots([pipeline('young')]));

    await storage.polls.prune(agesBefore(at(500), now));

    const kept = [...CROWD, pipeline('young')].filter((one) => !crowdedOut.includes(one));
    expect(await keysOf(account.id)).toEqual(kept.map(subjectKey).sort());
  });

  it('forgets what is older than it is told, each kind by itself, and has ended', async () => {
    let now = at(0);
    const storage = await open(() => now);
    const { account, chat } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const see = (name: string) =>
      storage.polls.commit(work.lease, async (tx) => {
        await tx.saveSnapshots([aMergeRequest({ id: name, state: 'merged' })]);
        await tx.recordEvents([failure(name)]);
        await tx.enqueue([notification(account.id, chat.key, name)]);
      });
    await see('old');
    const [lane] = await claimLanes(storage, 0);
    const ids = (await storage.outbox.head(chat.key, 10)).map((message) => message.id);
    await storage.outbox.settle(lane!, { ids, card: null });
    now = at(1_000);
    await see('young');

    const [early, late] = [at(-1), at(500)];
    await storage.polls.prune(agesBefore(early, now, { snapshots: late }));
    expect(await database.sql(`SELECT key FROM event ORDER BY id`)).toEqual([
      { key: 'old' },
      { key: 'young' },
    ]);
    await storage.polls.prune(agesBefore(early, now, { events: late }));
    expect(await database.sql(`SELECT dedupe_key FROM outbox`)).toHaveLength(2);
    await storage.polls.prune(agesBefore(early, now, { messages: late }));

    expect(await database.sql(`SELECT key FROM event`)).toEqual([{ key: 'young' }]);
    expect(await keysOf(account.id)).toEqual(['merge-request:young']);
    expect(await database.sql(`SELECT dedupe_key FROM outbox`)).toEqual([{ dedupe_key: 'young' }]);
  });
});
