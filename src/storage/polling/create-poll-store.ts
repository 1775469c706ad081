import type { SnapshotLookup } from '../../domain/feed.js';
import type { AccountLease, PeerWake, PollStore } from '../../domain/ports/poll-store.js';
import type { Subject, SubjectKind } from '../../domain/subject.js';
import type { Clock } from '../../domain/time.js';
import type { Database } from '../database.js';
import { awaitedIssues } from '../desks/poll-desks.js';
import { gatherCalls } from '../gather-calls.js';
import type { Sql } from '../sql.js';
import type { Vault } from '../vault.js';
import { claimDue, dueWork } from './claim-due.js';
import { loadSnapshots, pollTransaction } from './poll-transaction.js';
import { prune } from './prune.js';
import { releaseLeases } from './release.js';
import { type FeedStep, saveHeldProgress } from './save-progress.js';
import { wakePeers } from './wake-peers.js';

/** `work` of a commit may run twice (see `Database.transaction`) and must use nothing but its transaction. */
export function createPollStore(db: Database, vault: Vault, clock: Clock): PollStore {
  const noteOne = gatherCalls((steps: readonly FeedStep[]) => saveHeldProgress(db.sql, steps));
  const releaseOne = gatherCalls(async (leases: readonly AccountLease[]) => {
    await db.transaction((sql) => releaseLeases(sql, leases));
    return leases.map(() => undefined);
  });
  return {
    claimDue: (claim) => claimDue(db, vault, claim),
    renew: (lease, until) => renew(db, lease, until),
    dueWork: (lease, now, underWay) =>
      db.transaction(async (sql) =>
        (await holdsLease(sql, lease)) ? dueWork(sql, lease.accountId, now, underWay) : null,
      ),
    release: releaseOne,
    lookup: (accountId) => snapshotLookup(db, accountId),
    awaitedIssues: (accountId, projectId) => awaitedIssues(db.sql, accountId, projectId),
    commit: (lease, work) =>
      db.transaction(async (sql) => {
        if (!(await holdsLease(sql, lease))) return 'lost-lease';
        await work(pollTransaction(sql, lease.accountId, clock));
        return 'committed';
      }),
    noteProgress: (lease, feedId, progress) => noteOne({ lease, feedId, progress }),
    wakePeers: (peers: PeerWake) => db.transaction((sql) => wakePeers(sql, peers)),
    prune: (ages) => prune(db, ages),
  };
}

async function renew(db: Database, lease: AccountLease, until: Date): Promise<boolean> {
  const rows = await db.sql(
    `UPDATE account SET leased_until = $4 WHERE id = $1 AND lease_owner = $2 AND lease_token = $3 RETURNING id`,
    [lease.accountId, lease.owner, lease.token, until],
  );
  return rows.length > 0;
}

/** Takes the row lock: nobody else changes the account's feeds until the transaction ends. */
async function holdsLease(sql: Sql, lease: AccountLease): Promise<boolean> {
  const rows = await sql(
    `SELECT id FROM account WHERE id = $1 AND lease_owner = $2 AND lease_token = $3 FOR NO KEY UPDATE`,
    [lease.accountId, lease.owner, lease.token],
  );
  return rows.length > 0;
}

function snapshotLookup(db: Database, accountId: string): SnapshotLookup {
  return async <K extends SubjectKind>(kind: K, ids: readonly string[]) => {
    const found = await loadSnapshots(
      db.sql,
      accountId,
      ids.map((id) => `${kind}:${id}`),
    );
    const byId = new Map<string, Extract<Subject, { kind: K }>>();
    for (const snapshot of found.values()) {
      if (snapshot.kind === kind) byId.set(snapshot.id, snapshot as Extract<Subject, { kind: K }>);
    }
    return byId;
  };
}
