import type { Role } from '../../domain/actions/look.js';
import type { Listener } from '../../domain/feed-plan.js';
import type { AccountLease, AccountWork, ClaimRequest, DueWork } from '../../domain/ports/poll-store.js';
import type { Database } from '../database.js';
import {
  ACCOUNT_COLUMNS,
  toFeed,
  toProject,
  type AccountRow,
  type FeedRow,
  type ProjectRow,
} from '../rows.js';
import type { Sql } from '../sql.js';
import type { Vault } from '../vault.js';
import { refreshDue } from './account-lock.js';
import { takeDueFeeds } from './due-feeds.js';

type ClaimedRow = AccountRow & { lease_token: string };
type WatchedRow = ProjectRow & {
  is_read_along: boolean;
  listeners: Listener[];
};

interface Claimed {
  readonly found: number;
  readonly work: readonly AccountWork[];
}

/** Leases accounts that have something due; those that turn out to have nothing are put back at once. */
export async function claimDue(
  db: Database,
  vault: Vault,
  claim: ClaimRequest,
): Promise<readonly AccountWork[]> {
  for (;;) {
    const { found, work } = await db.transaction((sql) => claimOnce(sql, vault, claim));
    if (work.length > 0 || found < claim.limit) return work;
  }
}

async function claimOnce(sql: Sql, vault: Vault, claim: ClaimRequest): Promise<Claimed> {
  const rows = await leaseAccounts(sql, vault, claim);
  if (rows.length === 0) return { found: 0, work: [] };
  const ids = rows.map((row) => row.id);
  const feeds = byAccount(await takeDueFeeds(sql, ids, claim.now));
  const projects = byAccount(await wantedProjects(sql, ids));
  const work: AccountWork[] = [];
  for (const row of rows) {
    const account = vault.open(row);
    const due = feeds.get(row.id) ?? [];
    const watched = projects.get(row.id) ?? [];
    if (account === null || due.length === 0) continue;
    const lease: AccountLease = { accountId: row.id, owner: claim.owner, token: row.lease_token };
    work.push({ lease, account, ...toDueWork(due, watched) });
  }
  const leased = new Set(work.map(({ lease }) => lease.accountId));
  await putBack(
    sql,
    ids.filter((id) => !leased.has(id)),
  );
  return { found: rows.length, work };
}

/** Of one leased account. */
export async function dueWork(
  sql: Sql,
  accountId: string,
  now: Date,
  underWay: readonly string[],
): Promise<DueWork | null> {
  const due = await takeDueFeeds(sql, [accountId], now, underWay);
  return due.length === 0 ? null : toDueWork(due, await wantedProjects(sql, [accountId]));
}

function toDueWork(due: readonly FeedRow[], watched: readonly WatchedRow[]): DueWork {
  return {
    feeds: due.map(toFeed),
    projects: watched.map(toProject),
    roles: rolesIn(watched),
    listeners: new Map(watched.map((project) => [project.id, project.listeners])),
    readAlong: new Set(watched.filter((project) => project.is_read_along).map(({ id }) => id)),
  };
}

function rolesIn(projects: readonly ProjectRow[]): ReadonlyMap<string, Role> {
  return new Map(projects.flatMap(({ id, role }) => (role === null ? [] : [[id, role] as const])));
}

async function leaseAccounts(sql: Sql, vault: Vault, claim: ClaimRequest): Promise<ClaimedRow[]> {
  const { owner, until, now, limit } = claim;
  const rows = await sql<ClaimedRow>(
    `UPDATE account a SET leased_until = $2, lease_owner = $1, lease_token = a.lease_token + 1
     WHERE a.id IN (
       SELECT d.id FROM account d
       WHERE d.state = 'active' AND d.next_due_at <= $3 AND (d.leased_until IS NULL OR d.leased_until <= $3)
         AND d.sealed_token <> ALL($5::text[])
       ORDER BY d.next_due_at, d.id LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED)
     RETURNING ${ACCOUNT_COLUMNS}, a.lease_token`,
    [owner, until, now, limit, vault.unopenable()],
  );
  return rows;
}

function wantedProjects(sql: Sql, accountIds: readonly string[]): Promise<WatchedRow[]> {
  return sql<WatchedRow>(
    `SELECT p.*, wanted.is_read_along, wanted.listeners FROM project p
     JOIN (SELECT w.account_id, w.project_id, bool_or(c.kind = 'group') AS is_read_along,
             jsonb_agg(jsonb_build_object('level', w.level, 'filter', w.filter)) AS listeners
           FROM watch w JOIN chat c ON c.key = w.chat_key
           WHERE w.account_id = ANY($1::uuid[]) AND w.is_confirmed AND c.is_reachable
           GROUP BY w.account_id, w.project_id) wanted
       ON wanted.account_id = p.account_id AND wanted.project_id = p.id
     ORDER BY p.account_id, p.path`,
    [accountIds],
  );
}

function byAccount<Row extends { account_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.account_id);
    if (group === undefined) groups.set(row.account_id, [row]);
    else group.push(row);
  }
  return groups;
}

async function putBack(sql: Sql, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await sql(`UPDATE account SET leased_until = NULL, lease_owner = NULL WHERE id = ANY($1::uuid[])`, [
    accountIds,
  ]);
  await refreshDue(sql, accountIds);
}
