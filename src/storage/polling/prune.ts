import { CROWDS, MOST_AT_REST } from '../../domain/at-rest.js';
import type { Ages } from '../../domain/retention.js';
import { COMMIT_TAG } from '../../domain/subjects/image.js';
import type { Database } from '../database.js';

/**
 * What is open may move after years of rest, and is then compared with how it was; so are the threads on it. A milestone
 * rests until it is due.
 */
const FORGET_WHAT_IS_OVER = `DELETE FROM snapshot
  WHERE updated_at < $1 AND CASE kind
    WHEN 'merge-request' THEN body ->> 'state' = 'open'
    WHEN 'issue' THEN body ->> 'state' = 'open'
    WHEN 'milestone' THEN body ->> 'dueOn' >= $2
    WHEN 'thread-list' THEN EXISTS (
      SELECT 1 FROM snapshot target
      WHERE target.account_id = snapshot.account_id
        AND target.key = 'merge-request:' || (snapshot.body ->> 'id')
        AND target.body ->> 'state' = 'open')
    WHEN 'project-access' THEN (body ->> 'isLost')::boolean
    WHEN 'branch-health' THEN body ->> 'outcome' = 'failed'
    WHEN 'deployment' THEN body ->> 'status' = 'waiting'
    WHEN 'comment' THEN body -> 'mentions' <> '[]'
    WHEN 'image' THEN body ->> 'tag' !~ $3
    WHEN 'wiki-page' THEN body ->> 'text' IS NOT NULL
    WHEN 'pipeline' THEN true
  END IS NOT TRUE`;

/** Of what may move and whose number has no bound. Most of the time nothing is crowded, and nothing is sorted. */
const FORGET_THE_CROWD = `WITH crowd AS (
    SELECT account_id, project_id, kind FROM snapshot
    WHERE updated_at < $1 AND kind = ANY($2::text[])
    GROUP BY account_id, project_id, kind HAVING count(*) > $3)
  DELETE FROM snapshot
  USING crowd CROSS JOIN LATERAL (
    SELECT key FROM snapshot
    WHERE account_id = crowd.account_id AND project_id = crowd.project_id AND kind = crowd.kind AND updated_at < $1
    ORDER BY updated_at DESC, key COLLATE "C" OFFSET $3) surplus
  WHERE snapshot.account_id = crowd.account_id AND snapshot.key = surplus.key`;

/** Its time is that of the last look at its issue. */
const FORGET_TICKETS = `DELETE FROM ticket
  WHERE seen ->> 'state' = 'closed' AND coalesce((seen ->> 'updatedAt')::timestamptz, created_at) < $1`;

/** What is old enough to be forgotten; each table by itself, so that no transaction grows long. */
export async function prune(db: Database, ages: Ages): Promise<void> {
  const { now, snapshots, events, actions, tickets, others } = ages;
  await db.sql(`DELETE FROM event WHERE created_at < $1`, [events]);
  await db.sql(FORGET_WHAT_IS_OVER, [snapshots, now.toISOString().slice(0, 10), COMMIT_TAG.source]);
  await db.sql(FORGET_THE_CROWD, [snapshots, CROWDS, MOST_AT_REST]);
  await pruneMessages(db, ages);
  await db.sql(`DELETE FROM pending WHERE expires_at <= $1`, [now]);
  await db.sql(`DELETE FROM mute WHERE until <= $1`, [now]);
  await db.sql(`DELETE FROM pass WHERE expires_at <= $1`, [now]);
  await db.sql(`DELETE FROM invite WHERE expires_at <= $1`, [now]);
  await db.sql(`DELETE FROM action WHERE started_at < $1`, [actions]);
  if (tickets !== null) await db.sql(FORGET_TICKETS, [tickets]);
  // One who was refused stays refused.
  await db.sql(`DELETE FROM stranger WHERE asked_at < $1 AND NOT is_denied`, [others]);
  await db.sql(`DELETE FROM reaction_memory WHERE created_at < $1`, [others]);
  await db.sql(`DELETE FROM process WHERE alive_until < $1`, [others]);
}

async function pruneMessages(db: Database, { messages }: Ages): Promise<void> {
  await db.sql(`DELETE FROM outbox WHERE created_at < $1 AND (sent_at < $1 OR abandoned_at < $1)`, [
    messages,
  ]);
  // A topic that stays closed swallows no more than what is of interest still.
  await db.sql(
    `DELETE FROM outbox WHERE created_at < $1 AND sent_at IS NULL AND abandoned_at IS NULL
       AND chat_key IN (SELECT chat_key FROM lane WHERE closed_until IS NOT NULL)`,
    [messages],
  );
  await db.sql(`DELETE FROM card WHERE updated_at < $1`, [messages]);
}
