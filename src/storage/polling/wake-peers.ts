import type { PeerWake } from '../../domain/ports/poll-store.js';
import type { Sql } from '../sql.js';
import { lockAccounts } from './account-lock.js';
import { wokenAt } from './feed-sql.js';

/** The peers look with their own tokens: nothing but the time of their next poll crosses from one account to another. */
export async function wakePeers(sql: Sql, peers: PeerWake): Promise<void> {
  const accountIds = await peerAccounts(sql, peers);
  if (accountIds.length === 0) return;
  await lockAccounts(sql, accountIds);
  await sql(
    `UPDATE feed SET ${wokenAt('$4')}
     WHERE account_id = ANY($1::uuid[]) AND kind = $2 AND project_id = $3`,
    [accountIds, peers.kind, peers.projectId, peers.at],
  );
  await sql(
    `UPDATE account SET next_due_at = least(next_due_at, $2::timestamptz) WHERE id = ANY($1::uuid[])`,
    [accountIds, peers.at],
  );
}

async function peerAccounts(sql: Sql, peers: PeerWake): Promise<readonly string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT DISTINCT a.id FROM account a JOIN feed f ON f.account_id = a.id
     WHERE a.forge_kind = $1 AND a.forge_url = $2 AND a.state = 'active' AND a.id <> $3
       AND f.kind = $4 AND f.project_id = $5`,
    [peers.forgeKind, peers.forgeUrl, peers.accountId, peers.kind, peers.projectId],
  );
  return rows.map((row) => row.id);
}
