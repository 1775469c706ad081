import type { FeedRow } from '../rows.js';
import type { Sql } from '../sql.js';
import { FEED_COLUMNS, isWanted } from './feed-sql.js';

/**
 * Wanted feeds of these accounts that are due and not `underWay`, the longest overdue first. They are about to be read:
 * from here on a wake-up means that the read may miss something. The accounts' locks must be held.
 */
export async function takeDueFeeds(
  sql: Sql,
  accountIds: readonly string[],
  now: Date,
  underWay: readonly string[] = [],
): Promise<readonly FeedRow[]> {
  const rows = await sql<FeedRow>(
    `SELECT ${FEED_COLUMNS} FROM feed f JOIN account a ON a.id = f.account_id
     WHERE f.account_id = ANY($1::uuid[]) AND f.next_poll_at <= $2 AND f.id <> ALL($3::uuid[]) AND ${isWanted('f')}
     ORDER BY f.next_poll_at, f.id`,
    [accountIds, now, underWay],
  );
  await forgetWakes(
    sql,
    rows.map((row) => row.id),
  );
  return rows;
}

async function forgetWakes(sql: Sql, feedIds: readonly string[]): Promise<void> {
  if (feedIds.length === 0) return;
  await sql(`UPDATE feed SET woken_at = NULL WHERE id = ANY($1::uuid[]) AND woken_at IS NOT NULL`, [feedIds]);
}
