import { expect, it } from '@jest/globals';
import pg from 'pg';
import type { AccountWork } from '../../../src/domain/ports/poll-store.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { waitUntil } from '../../support/wait-until.js';
import { ALICE, at, BOB, claim, claimOne, feedOf, personWatching, progress } from './fixtures.js';

const EVERYTHING = {
  cursor: { since: 'ü "quoted" \\ \u0000' },
  baselineAt: at(-7),
  lastChangeAt: at(-3),
  isRunning: true,
  failures: 2,
  lastError: 'unavailable',
  tally: { since: at(-5), fetched: 41, stored: 2 },
};

function noteAll(storage: Storage, works: readonly AccountWork[], seconds: number) {
  return Promise.all(
    works.flatMap(({ lease, feeds }) =>
      feeds.map((feed) => storage.polls.noteProgress(lease, feed.id, progress(at(seconds)))),
    ),
  );
}

describeOnEachDatabase('noting how far a feed has come', (open, database) => {
  it('keeps the same as a commit of the progress', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const work = await claimOne(storage, 0);
    const [noted, committed] = [feedOf(work.feeds, 'inbox'), feedOf(work.feeds, 'activity')];

    await storage.polls.noteProgress(work.lease, noted.id, progress(at(60), EVERYTHING));
    await storage.polls.commit(work.lease, (tx) =>
      tx.saveProgress(committed.id, progress(at(60), EVERYTHING)),
    );

    const feeds = await storage.people.feeds.listOf(account.id);
    const [one, other] = [feedOf(feeds, 'inbox'), feedOf(feeds, 'activity')];
    expect(one).toEqual({ ...other, id: noted.id, kind: 'inbox' });
    expect(one).toMatchObject({
      nextPollAt: at(60),
      baselineAt: at(-7),
      failures: 2,
      tally: EVERYTHING.tally,
    });
  });

  it('takes many accounts together, each under its own lease', async () => {
    const storage = await open();
    const alice = await personWatching(storage, ALICE);
    const bob = await personWatching(storage, BOB);
    const works = await claim(storage, 0);
    const [stolen] = await claim(storage, 61, { owner: 'daemon-2', limit: 1 });
    const lost = works.find(({ lease }) => lease.accountId === stolen?.lease.accountId);

    const outcomes = await noteAll(storage, works, 900);

    const byAccount = works.flatMap(({ feeds }) => feeds.map(({ accountId }) => accountId));
    expect(outcomes).toEqual(byAccount.map((id) => (id === lost?.account.id ? 'lost-lease' : 'committed')));
    for (const { account } of [alice, bob]) {
      const feeds = await storage.people.feeds.listOf(account.id);
      const wasKept = feeds.map(({ cursor }) => cursor !== null);
      expect(new Set(wasKept)).toEqual(new Set([account.id !== lost?.account.id]));
    }
  });

  it('gives many leases back together, and none that is lost', async () => {
    const storage = await open();
    await personWatching(storage, ALICE);
    await personWatching(storage, BOB);
    const works = await claim(storage, 0);
    const [stolen] = await claim(storage, 61, { owner: 'daemon-2', limit: 1 });

    await Promise.all(works.map(({ lease }) => storage.polls.release(lease)));

    const free = await claim(storage, 62, { owner: 'daemon-3' });
    expect(free).toHaveLength(1);
    expect(free[0]?.lease.accountId).not.toBe(stolen?.lease.accountId);
  });

  if (database.kind === 'server') {
    it('sees a wake-up and a theft that it had to wait for', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const work = await claimOne(storage, 0);
      const [woken, stolen] = [feedOf(work.feeds, 'inbox'), feedOf(work.feeds, 'activity')];
      const other = new pg.Client({ connectionString: database.url() ?? '' });
      await other.connect();
      const during = async (statement: string, feedId: string) => {
        await other.query('BEGIN');
        await other.query('SELECT id FROM account FOR NO KEY UPDATE');
        await other.query(statement);
        const noting = storage.polls.noteProgress(work.lease, feedId, progress(at(900)));
        await waitUntil(async () => (await waiting(other)) > 0, 'a statement that waits', 10_000);
        await other.query('COMMIT');
        return noting;
      };

      const first = await during(`UPDATE feed SET woken_at = '${at(5).toISOString()}'`, woken.id);
      const second = await during(`UPDATE account SET lease_token = lease_token + 1`, stolen.id);
      await other.end();

      expect([first, second]).toEqual(['committed', 'lost-lease']);
      const feeds = await storage.people.feeds.listOf(account.id);
      expect(feedOf(feeds, 'inbox')).toMatchObject({ nextPollAt: at(5), lastChangeAt: at(5) });
      expect(feedOf(feeds, 'activity').cursor).toBeNull();
    });
  }
});

async function waiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return Number(rows[0]?.count);
}
