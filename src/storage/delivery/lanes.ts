import type { LaneLease, OutboxStore } from '../../domain/ports/outbox-store.js';
import { CHAT_COLUMNS, toChat, type ChatRow } from '../rows.js';
import type { Sql } from '../sql.js';

type Claim = Parameters<OutboxStore['claimLanes']>[0];

export async function claimLanes(sql: Sql, claim: Claim): Promise<readonly LaneLease[]> {
  const rows = await sql<ChatRow & { lease_token: string; wake: string }>(
    `UPDATE lane l SET leased_until = $3, lease_owner = $1, lease_token = l.lease_token + 1
     FROM chat c
     WHERE c.key = l.chat_key AND l.chat_key IN (
       SELECT d.chat_key FROM lane d JOIN chat r ON r.key = d.chat_key AND r.is_reachable
       WHERE d.next_due_at <= $2 AND (d.leased_until IS NULL OR d.leased_until <= $2)
       ORDER BY d.next_due_at, d.chat_key LIMIT $4 FOR NO KEY UPDATE OF d SKIP LOCKED)
     RETURNING ${CHAT_COLUMNS}, l.lease_token, l.wake`,
    [claim.owner, claim.now, claim.until, claim.limit],
  );
  return rows.map((row) => ({
    chat: toChat(row),
    owner: claim.owner,
    token: row.lease_token,
    wake: row.wake,
  }));
}

/**
 * `wake` is a column of the row that is locked, so it is read again after waiting for an enqueue; a look at the
 * outbox in the same statement would still see what was there before, and lose the message.
 */
export async function releaseLane(
  sql: Sql,
  lease: LaneLease,
  nextDueAt: Date | null,
  now: Date,
): Promise<void> {
  await sql(
    `UPDATE lane SET leased_until = NULL, lease_owner = NULL,
       next_due_at = CASE WHEN wake = $4 THEN $5::timestamptz ELSE $6::timestamptz END
     WHERE chat_key = $1 AND lease_owner = $2 AND lease_token = $3`,
    [lease.chat.key, lease.owner, lease.token, lease.wake, nextDueAt, now],
  );
}

/** Locks the lane; false when somebody else has it, or nobody. */
export async function holdsLane(sql: Sql, lease: LaneLease): Promise<boolean> {
  const rows = await sql(
    `SELECT chat_key FROM lane WHERE chat_key = $1 AND lease_owner = $2 AND lease_token = $3 FOR NO KEY UPDATE`,
    [lease.chat.key, lease.owner, lease.token],
  );
  return rows.length > 0;
}
