import type { Notification } from '../../domain/notification.js';
import { json, type Sql } from '../sql.js';

interface Entry {
  readonly notification: Notification;
  readonly position: number;
}

/**
 * Owes the notifications to their chats. A chat that cannot be reached, or is not known, gets none: nobody would read
 * them. The lane's row lock, taken chat by chat in the order of the keys, makes the order of the ids that of the commits.
 */
export async function enqueue(sql: Sql, notifications: readonly Notification[], now: Date): Promise<void> {
  if (notifications.length === 0) return;
  const wanted = [...new Set(notifications.map(({ chatKey }) => chatKey))];
  const reachable = await lockReachableChats(sql, wanted);
  const entries = notifications
    .map((notification, position) => ({ notification, position }))
    .filter(({ notification }) => reachable.has(notification.chatKey));
  if (entries.length === 0) return;
  await wakeLanes(sql, [...reachable].sort(), now);
  await insert(sql, entries, now);
}

/** Key and reachability stay what they are until this transaction ends: who changes them waits. */
async function lockReachableChats(sql: Sql, chatKeys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ key: string }>(
    `SELECT key FROM chat WHERE key = ANY($1::text[]) AND is_reachable ORDER BY key FOR SHARE`,
    [chatKeys],
  );
  return new Set(rows.map((row) => row.key));
}

async function wakeLanes(sql: Sql, chatKeys: readonly string[], now: Date): Promise<void> {
  await sql(
    `INSERT INTO lane (chat_key, next_due_at, wake)
     SELECT key, $2::timestamptz, 1 FROM unnest($1::text[]) WITH ORDINALITY AS t (key, position) ORDER BY position
     ON CONFLICT (chat_key) DO UPDATE
       SET next_due_at = least(lane.next_due_at, excluded.next_due_at), wake = lane.wake + 1`,
    [chatKeys, now],
  );
}

async function insert(sql: Sql, entries: readonly Entry[], now: Date): Promise<void> {
  const rows = entries.map(({ notification, position }) => {
    const { chatKey, ...payload } = notification;
    const { accountId, dedupeKey } = notification;
    return { position, chat_key: chatKey, account_id: accountId, dedupe_key: dedupeKey, payload };
  });
  await sql(
    `INSERT INTO outbox (chat_key, account_id, dedupe_key, payload, created_at)
     SELECT r.chat_key, r.account_id, r.dedupe_key, r.payload, $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb)
       AS r (position integer, chat_key text, account_id uuid, dedupe_key text, payload jsonb)
     WHERE EXISTS (SELECT 1 FROM account a WHERE a.id = r.account_id)
     ORDER BY r.position
     ON CONFLICT (chat_key, dedupe_key) DO NOTHING`,
    [json(rows), now],
  );
}
