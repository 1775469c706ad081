import { chatKey } from '../../domain/chat.js';
import { accountsOfChats, lockAccounts, refreshDue } from '../polling/account-lock.js';
import type { Sql } from '../sql.js';
import { keysOfChat } from './mark-unreachable.js';

interface Move {
  readonly from: string;
  readonly to: string;
  readonly toChatId: string;
}

/**
 * Rewrites the chat's id, and those of its topics, in every table. Where the new chat is known already the two become
 * one. Leases on the old lane end: their keys name a chat that is no more.
 */
export async function moveChat(sql: Sql, fromChatId: string, toChatId: string, now: Date): Promise<void> {
  if (fromChatId === toChatId) return;
  const accountIds = await accountsOfChats(sql, [
    ...(await keysOfChat(sql, fromChatId)),
    ...(await keysOfChat(sql, toChatId)),
  ]);
  await lockAccounts(sql, accountIds);
  const chats = await lockChats(sql, [fromChatId, toChatId]);
  const keys = chats.map((chat) => chat.key);
  for (const chat of chats) {
    if (chat.chat_id !== fromChatId) continue;
    const to = chatKey({ chatId: toChatId, topicId: chat.topic_id });
    const move = { from: chat.key, to, toChatId };
    // A supergroup counts its messages anew: an old number would name another message.
    await sql(`UPDATE outbox SET message_id = NULL, summed_up_in = NULL WHERE chat_key = $1`, [move.from]);
    await sql(`DELETE FROM card WHERE chat_key = $1`, [move.from]);
    if (keys.includes(to)) await merge(sql, move, now);
    else await rename(sql, move, now);
    await sql(`UPDATE pending SET chat_key = $2 WHERE chat_key = $1`, [move.from, move.to]);
  }
  await moveMentions(sql, fromChatId, toChatId);
  await refreshDue(sql, accountIds);
}

async function moveMentions(sql: Sql, from: string, to: string): Promise<void> {
  await sql(
    `INSERT INTO mention (chat_id, account_id, created_at)
     SELECT $2, account_id, created_at FROM mention WHERE chat_id = $1 ON CONFLICT DO NOTHING`,
    [from, to],
  );
  await sql(`DELETE FROM mention WHERE chat_id = $1`, [from]);
}

function lockChats(sql: Sql, chatIds: readonly string[]) {
  return sql<{ key: string; chat_id: string; topic_id: string | null }>(
    `SELECT key, chat_id, topic_id FROM chat WHERE chat_id = ANY($1::text[]) ORDER BY key FOR UPDATE`,
    [chatIds],
  );
}

/** The foreign keys carry the new key into the other tables. */
async function rename(sql: Sql, { from, to, toChatId }: Move, now: Date): Promise<void> {
  await sql(`UPDATE chat SET key = $2, chat_id = $3 WHERE key = $1`, [from, to, toChatId]);
  await sql(
    `UPDATE lane SET leased_until = NULL, lease_owner = NULL, lease_token = lease_token + 1,
       next_due_at = least(next_due_at, $2::timestamptz)
     WHERE chat_key = $1`,
    [to, now],
  );
}

async function merge(sql: Sql, move: Move, now: Date): Promise<void> {
  await mergeLanes(sql, move, now);
  for (const [table, identity] of [
    ['watch', ['account_id', 'project_id']],
    ['outbox', ['dedupe_key']],
    ['desk', ['id']],
    ['ticket', ['id']],
    ['preference', []],
    ['mute', ['target']],
  ] as const) {
    const same = identity.map((name) => ` AND t.${name} = ${table}.${name}`).join('');
    await sql(
      `UPDATE ${table} SET chat_key = $2
       WHERE chat_key = $1 AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.chat_key = $2${same})`,
      [move.from, move.to],
    );
  }
  await sql(
    `UPDATE chat SET language = coalesce(chat.language, old.language) FROM chat old
     WHERE chat.key = $2 AND old.key = $1`,
    [move.from, move.to],
  );
  // What the new chat has already goes with the old one.
  await sql(`DELETE FROM chat WHERE key = $1`, [move.from]);
}

async function mergeLanes(sql: Sql, { from, to }: Move, now: Date): Promise<void> {
  await sql(
    `INSERT INTO lane (chat_key, next_due_at, wake) SELECT $2, $3::timestamptz, 1 FROM lane WHERE chat_key = $1
     ON CONFLICT (chat_key) DO UPDATE
       SET next_due_at = least(lane.next_due_at, excluded.next_due_at), wake = lane.wake + 1`,
    [from, to, now],
  );
}
