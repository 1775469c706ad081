import type { Delivered, LaneLease } from '../../domain/ports/outbox-store.js';
import type { Sql } from '../sql.js';
import { saveCard } from './cards.js';
import { holdsLane } from './lanes.js';

/** Rows that the lease (`$1` chat, `$2` owner, `$3` token) still commands; the lane is locked while they change. */
const FENCE = `WITH held AS (
  SELECT chat_key FROM lane WHERE chat_key = $1 AND lease_owner = $2 AND lease_token = $3 FOR NO KEY UPDATE)`;
const OPEN_ROWS = `chat_key IN (SELECT chat_key FROM held) AND id = ANY($4::bigint[])
  AND sent_at IS NULL AND abandoned_at IS NULL`;

export async function begin(sql: Sql, lease: LaneLease, ids: readonly string[]): Promise<boolean> {
  const [row] = await sql<{ is_held: boolean }>(
    `${FENCE}, counted AS (
       UPDATE outbox SET started_attempts = started_attempts + 1 WHERE ${OPEN_ROWS} RETURNING id)
     SELECT EXISTS (SELECT 1 FROM held) AS is_held, (SELECT count(*) FROM counted) AS counted`,
    [lease.chat.key, lease.owner, lease.token, ids],
  );
  return row?.is_held === true;
}

/** What was sent is marked as sent, also when the row was abandoned meanwhile. */
export async function settle(sql: Sql, lease: LaneLease, delivered: Delivered, now: Date): Promise<boolean> {
  if (!(await holdsLane(sql, lease))) return false;
  await sql(
    `UPDATE outbox SET sent_at = $3, finished_attempts = finished_attempts + 1, last_error = NULL
     WHERE chat_key = $1 AND id = ANY($2::bigint[]) AND sent_at IS NULL`,
    [lease.chat.key, delivered.ids, now],
  );
  if (delivered.card !== null) {
    const { key, card } = delivered.card;
    await saveCard(sql, { chatKey: lease.chat.key, cardKey: key, card, now });
  }
  return true;
}

export async function fail(sql: Sql, lease: LaneLease, ids: readonly string[], error: string): Promise<void> {
  await sql(
    `${FENCE} UPDATE outbox SET finished_attempts = finished_attempts + 1, last_error = $5 WHERE ${OPEN_ROWS}`,
    [lease.chat.key, lease.owner, lease.token, ids, error],
  );
}

export interface Abandonment {
  readonly lease: LaneLease;
  readonly ids: readonly string[];
  readonly reason: string;
  readonly now: Date;
}

export async function abandon(sql: Sql, { lease, ids, reason, now }: Abandonment): Promise<void> {
  await sql(`${FENCE} UPDATE outbox SET abandoned_at = $6, last_error = $5 WHERE ${OPEN_ROWS}`, [
    lease.chat.key,
    lease.owner,
    lease.token,
    ids,
    reason,
    now,
  ]);
}
