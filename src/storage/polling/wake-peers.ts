import type { PeerCall } from '../../domain/peer-call.js';
import type { PeerWake } from '../../domain/ports/poll-store.js';
import { json, type Sql } from '../sql.js';
import { lockAccounts } from './account-lock.js';
import { IS_LOOKOUT, wokenAt } from './feed-sql.js';

/** The peers look with their own tokens: nothing but the time of their next poll crosses from one account to another. */
export async function wakePeers(sql: Sql, wake: PeerWake): Promise<void> {
  const calls = wake.isPulseKeeperOnly ? await callsOfKeeper(sql, wake) : wake.calls;
  const called = [
    ...(await feedsOf(sql, { ...wake, calls: calls.filter((call) => !call.isAccountFeed) }, 'project')),
    ...(await feedsOf(sql, { ...wake, calls: calls.filter((call) => call.isAccountFeed) }, 'account')),
  ];
  if (called.length === 0) return;
  const accountIds = [...new Set(called.map((feed) => feed.account_id))];
  await lockAccounts(sql, accountIds);
  await sql(`UPDATE feed SET ${wokenAt('$2')} WHERE id = ANY($1::uuid[])`, [
    called.map((feed) => feed.id),
    wake.at,
  ]);
  await sql(
    `UPDATE account SET next_due_at = least(next_due_at, $2::timestamptz) WHERE id = ANY($1::uuid[])`,
    [accountIds, wake.at],
  );
}

/** The calls about projects whose pulse this account keeps. */
async function callsOfKeeper(sql: Sql, { accountId, calls }: PeerWake): Promise<readonly PeerCall[]> {
  const rows = await sql<{ project_id: string }>(
    `SELECT f.project_id FROM feed f JOIN account a ON a.id = f.account_id
     WHERE f.account_id = $1 AND f.kind = 'pulse' AND f.project_id = ANY($2::text[]) AND ${IS_LOOKOUT}`,
    [accountId, calls.map(({ projectId }) => projectId)],
  );
  const kept = new Set(rows.map((row) => row.project_id));
  return calls.filter(({ projectId }) => kept.has(projectId));
}

/** How a call finds the feeds that it is about. */
const JOINS = {
  project: `JOIN feed f ON f.project_id = c."projectId" AND f.kind = c.kind JOIN account a ON a.id = f.account_id`,
  account: `JOIN account a ON true JOIN feed f ON f.account_id = a.id AND f.kind = c.kind AND f.project_id IS NULL`,
} as const;

async function feedsOf(
  sql: Sql,
  { accountId, forgeKind, forgeUrl, calls }: PeerWake,
  owner: keyof typeof JOINS,
): Promise<readonly { id: string; account_id: string }[]> {
  if (calls.length === 0) return [];
  return sql<{ id: string; account_id: string }>(
    `SELECT DISTINCT f.id, f.account_id
     FROM jsonb_to_recordset($4::jsonb)
       AS c (kind text, "projectId" text, whom text, ids jsonb, logins jsonb, wide boolean) ${JOINS[owner]}
     WHERE a.forge_kind = $1 AND a.forge_url = $2 AND a.state = 'active' AND a.id <> $3
       AND (c.whom <> 'lookout' OR ${IS_LOOKOUT})
       AND EXISTS (
         SELECT 1 FROM watch w
         WHERE w.account_id = a.id AND w.project_id = c."projectId" AND w.is_confirmed AND w.level <> 'muted'
           AND (c.whom <> 'people' OR (c.wide AND w.level <> 'participating')
             OR c.ids ? a.user_id OR c.logins ? lower(a.user_login)
             OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(a.token->'groups') AS g (name)
                        WHERE c.logins ? g.name)))`,
    [forgeKind, forgeUrl, accountId, json(calls.map(toRow))],
  );
}

function toRow({ kind, projectId, whom, reachesWideLevels: wide }: PeerCall) {
  return typeof whom === 'string'
    ? { kind, projectId, whom, ids: [], logins: [], wide }
    : { kind, projectId, whom: 'people', ...whom, wide };
}
