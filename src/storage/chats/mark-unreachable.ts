import type { Sql } from '../sql.js';

/** Nothing is polled or kept for these chats any more; what waited for them is given up. */
export async function markUnreachable(sql: Sql, chatKeys: readonly string[], now: Date): Promise<void> {
  if (chatKeys.length === 0) return;
  await sql(`UPDATE chat SET is_reachable = false WHERE key = ANY($1::text[]) AND is_reachable`, [chatKeys]);
  await sql(
    `UPDATE outbox SET abandoned_at = $2, last_error = 'unreachable'
     WHERE chat_key = ANY($1::text[]) AND sent_at IS NULL AND abandoned_at IS NULL`,
    [chatKeys, now],
  );
}

/** Keys of the chat and of its topics. */
export async function keysOfChat(sql: Sql, chatId: string): Promise<readonly string[]> {
  const rows = await sql<{ key: string }>(`SELECT key FROM chat WHERE chat_id = $1 ORDER BY key`, [chatId]);
  return rows.map((row) => row.key);
}
