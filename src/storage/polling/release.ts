import type { AccountLease } from '../../domain/ports/poll-store.js';
import { json, type Sql } from '../sql.js';
import { lockAccounts, refreshDue } from './account-lock.js';

/**
 * Ends those of the leases that are still held, inside a transaction. The locks come first and the look at the feeds
 * second, so that a wake-up of a moment ago is seen.
 */
export async function releaseLeases(sql: Sql, leases: readonly AccountLease[]): Promise<void> {
  await lockAccounts(
    sql,
    leases.map(({ accountId }) => accountId),
  );
  const released = await sql<{ id: string }>(
    `UPDATE account a SET leased_until = NULL, lease_owner = NULL
     FROM jsonb_to_recordset($1::jsonb) AS r ("accountId" uuid, owner text, token bigint)
     WHERE a.id = r."accountId" AND a.lease_owner = r.owner AND a.lease_token = r.token RETURNING a.id`,
    [json(leases)],
  );
  await refreshDue(
    sql,
    released.map(({ id }) => id),
  );
}
