import { lockAccounts, refreshDue } from '../polling/account-lock.js';
import { wokenAt } from '../polling/feed-sql.js';
import type { Sql } from '../sql.js';

/** Makes every feed of the account due at `now`. */
export async function wakeAll(sql: Sql, accountId: string, now: Date): Promise<void> {
  await lockAccounts(sql, [accountId]);
  await sql(`UPDATE feed SET ${wokenAt('$2')} WHERE account_id = $1`, [accountId, now]);
  await refreshDue(sql, [accountId]);
}
