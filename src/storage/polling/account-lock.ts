import type { Sql } from '../sql.js';
import { isWanted } from './feed-sql.js';

/**
 * Whoever changes what is due for an account holds its row lock first, and several in the order of their ids.
 * The lock leaves foreign keys alone, so that a notice to the same person need not wait.
 */
export async function lockAccounts(sql: Sql, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await sql(`SELECT id FROM account WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, [accountIds]);
}

/** Accounts with a watch in these chats. */
export async function accountsOfChats(sql: Sql, chatKeys: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ account_id: string }>(
    `SELECT DISTINCT account_id FROM watch WHERE chat_key = ANY($1::text[])`,
    [chatKeys],
  );
  return rows.map((row) => row.account_id);
}

/**
 * Sets when the accounts are due from their wanted feeds. Their locks must be held since an earlier statement: a
 * statement sees what was committed before it began, also when it waited for the row that it updates.
 */
export async function refreshDue(sql: Sql, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await sql(
    `UPDATE account SET next_due_at = (
       SELECT min(f.next_poll_at) FROM feed f WHERE f.account_id = account.id AND ${isWanted('f')})
     WHERE id = ANY($1::uuid[])`,
    [accountIds],
  );
}
