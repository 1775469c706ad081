import type { LaneLease } from '../../domain/ports/outbox-store.js';
import { json, type Sql } from '../sql.js';
import { areHeld, type HeldRow, heldBy, toClaim } from './fence.js';

export interface Attempt {
  readonly lease: LaneLease;
  readonly ids: readonly string[];
}

const OPEN_ROWS = `o.chat_key = h.chat_key AND o.id = ANY($2::bigint[]) AND o.id = ANY(h.ids)
  AND o.sent_at IS NULL AND o.abandoned_at IS NULL`;

/** Counts attempts at different chats as begun; false where the lease is lost. */
export async function begin(sql: Sql, attempts: readonly Attempt[]): Promise<readonly boolean[]> {
  const held = await sql<HeldRow>(
    `WITH ${heldBy('$1')}, counted AS (
       UPDATE outbox o SET started_attempts = o.started_attempts + 1 FROM held h WHERE ${OPEN_ROWS})
     SELECT chat_key, token FROM held`,
    parametersOf(attempts),
  );
  return areHeld(
    attempts.map(({ lease }) => lease),
    held,
  );
}

export async function fail(sql: Sql, attempt: Attempt, error: string): Promise<void> {
  await sql(
    `WITH ${heldBy('$1')} UPDATE outbox o SET finished_attempts = o.finished_attempts + 1, last_error = $3
     FROM held h WHERE ${OPEN_ROWS}`,
    [...parametersOf([attempt]), error],
  );
}

export interface Abandonment extends Attempt {
  readonly reason: string;
  readonly now: Date;
}

export async function abandon(sql: Sql, { reason, now, ...attempt }: Abandonment): Promise<void> {
  await sql(
    `WITH ${heldBy('$1')} UPDATE outbox o SET abandoned_at = $4, last_error = $3 FROM held h WHERE ${OPEN_ROWS}`,
    [...parametersOf([attempt]), reason, now],
  );
}

function parametersOf(attempts: readonly Attempt[]): unknown[] {
  return [json(attempts.map(({ lease, ids }) => toClaim(lease, ids))), attempts.flatMap(({ ids }) => ids)];
}
