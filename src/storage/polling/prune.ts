import type { Ages } from '../../domain/ports/poll-store.js';
import type { Database } from '../database.js';

/**
 * What is open may move after years of rest, and is then compared with how it was; so are the threads on it. A milestone
 * rests until it is due.
 */
const FORGET_SNAPSHOTS = `DELETE FROM snapshot
  WHERE updated_at < $1
    AND NOT (kind IN ('merge-request', 'issue') AND body ->> 'state' = 'open')
    AND NOT (kind = 'milestone' AND body ->> 'dueOn' >= $2)
    AND NOT (kind = 'thread-list' AND EXISTS (
      SELECT 1 FROM snapshot target
      WHERE target.account_id = snapshot.account_id
        AND target.key = 'merge-request:' || (snapshot.body ->> 'id')
        AND target.body ->> 'state' = 'open'))`;

/** What is old enough to be forgotten; each table by itself, so that no transaction grows long. */
export async function prune(db: Database, { before, eventsBefore, now }: Ages): Promise<void> {
  await db.sql(`DELETE FROM event WHERE created_at < $1`, [eventsBefore]);
  await db.sql(FORGET_SNAPSHOTS, [before, now.toISOString().slice(0, 10)]);
  await db.sql(`DELETE FROM outbox WHERE created_at < $1 AND (sent_at < $1 OR abandoned_at < $1)`, [before]);
  // A topic that stays closed swallows no more than what is of interest still.
  await db.sql(
    `DELETE FROM outbox WHERE created_at < $1 AND sent_at IS NULL AND abandoned_at IS NULL
       AND chat_key IN (SELECT chat_key FROM lane WHERE closed_until IS NOT NULL)`,
    [before],
  );
  await db.sql(`DELETE FROM card WHERE updated_at < $1`, [before]);
  await db.sql(`DELETE FROM pending WHERE expires_at <= $1`, [now]);
  await db.sql(`DELETE FROM mute WHERE until <= $1`, [now]);
  await db.sql(`DELETE FROM pass WHERE expires_at <= $1`, [now]);
  await db.sql(`DELETE FROM invite WHERE expires_at <= $1`, [now]);
  // One who was refused stays refused.
  await db.sql(`DELETE FROM stranger WHERE asked_at < $1 AND NOT is_denied`, [before]);
  await db.sql(`DELETE FROM action WHERE started_at < $1`, [before]);
  await db.sql(`DELETE FROM reaction_memory WHERE created_at < $1`, [before]);
  await db.sql(`DELETE FROM process WHERE alive_until < $1`, [before]);
}
