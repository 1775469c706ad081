import { noticeTo } from '../../domain/owner-notice.js';
import type { LaneLease } from '../../domain/ports/outbox-store.js';
import type { Sql } from '../sql.js';
import { enqueue } from './enqueue.js';

/** Notices first: what is killed in between tells them once nevertheless, since they are of the same day. */
export async function closeTopic(sql: Sql, lease: LaneLease, until: Date, now: Date): Promise<void> {
  if (!lease.isTopicClosed) await tellOwners(sql, lease, 'topic-closed', now);
  await sql(`UPDATE lane SET closed_until = $3 WHERE chat_key = $1 AND lease_token = $2`, [
    lease.chat.key,
    lease.token,
    until,
  ]);
}

export async function openTopic(sql: Sql, { chat, token }: LaneLease): Promise<void> {
  await sql(`UPDATE lane SET closed_until = NULL WHERE chat_key = $1 AND lease_token = $2`, [
    chat.key,
    token,
  ]);
}

export async function loseTopic(sql: Sql, lease: LaneLease, now: Date): Promise<void> {
  await tellOwners(sql, lease, 'topic-lost', now);
  await sql(
    `UPDATE lane SET is_topic_lost = true, closed_until = NULL WHERE chat_key = $1 AND lease_token = $2`,
    [lease.chat.key, lease.token],
  );
}

/** What waits for it is due, and is summed up: until it is told, the topic counts as closed. */
export async function reopenTopic(sql: Sql, chatKey: string, now: Date): Promise<void> {
  await sql(
    `UPDATE lane SET closed_until = $2, next_due_at = $2, wake = wake + 1
     WHERE chat_key = $1 AND closed_until IS NOT NULL`,
    [chatKey, now],
  );
}

/** Somebody wrote in it. */
export async function findTopic(sql: Sql, chatKey: string): Promise<void> {
  await sql(`UPDATE lane SET is_topic_lost = false WHERE chat_key = $1 AND is_topic_lost`, [chatKey]);
}

/** Each person who set up a watch there, in private, once a day at most. */
async function tellOwners(
  sql: Sql,
  { chat }: LaneLease,
  code: 'topic-closed' | 'topic-lost',
  now: Date,
): Promise<void> {
  const owners = await sql<{ id: string; person_id: string; projects: string }>(
    `SELECT min(a.id::text) AS id, a.person_id, string_agg(DISTINCT p.path, ', ' ORDER BY p.path) AS projects
     FROM watch w JOIN account a ON a.id = w.account_id
       JOIN project p ON p.account_id = w.account_id AND p.id = w.project_id
     WHERE w.chat_key = $1 AND w.is_confirmed GROUP BY a.person_id ORDER BY a.person_id`,
    [chat.key],
  );
  const occasion = `${chat.key}:${now.toISOString().slice(0, 10)}`;
  const notices = owners.map(({ id, person_id: personId, projects }) =>
    noticeTo({ id, personId }, code, occasion, { chat: chat.title ?? '', projects }),
  );
  await enqueue(sql, notices, now);
}
