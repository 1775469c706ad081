import type { Delivered, LaneLease, Release } from '../../domain/ports/outbox-store.js';
import { json, type Sql } from '../sql.js';
import { areHeld, type HeldRow, heldBy, type LeaseClaim, toClaim } from './fence.js';

export interface Settlement {
  readonly lease: LaneLease;
  readonly delivered: Delivered;
  readonly release: Release | null;
  readonly now: Date;
}

/**
 * Writes down what became of deliveries to different chats, in one statement; false where the lease was lost.
 *
 * What was sent is marked as sent, also when the row was abandoned meanwhile. `wake` is a column of the row that is
 * locked, so it is read again after waiting for an enqueue; a look at the outbox in the same statement would still see
 * what was there before, and lose the message.
 */
export async function settle(sql: Sql, settlements: readonly Settlement[]): Promise<readonly boolean[]> {
  const held = await sql<HeldRow>(
    `WITH ${heldBy('$1')}, sent AS (
       UPDATE outbox o SET sent_at = h.settled_at, finished_attempts = o.finished_attempts + 1, last_error = NULL,
         message_id = h.told_in, summed_up_in = h.summed_up_in
       FROM held h
       WHERE o.chat_key = h.chat_key AND o.id = ANY($2::bigint[]) AND o.id = ANY(h.ids) AND o.sent_at IS NULL
     ), deferred AS (
       UPDATE outbox o SET deferred_at = h.settled_at, finished_attempts = o.started_attempts
       FROM held h
       WHERE o.chat_key = h.chat_key AND o.id = ANY($3::bigint[]) AND o.id = ANY(h.deferred_ids) AND o.sent_at IS NULL
     ), shown AS (
       INSERT INTO card (chat_key, card_key, message_id, fingerprint, updated_at)
       SELECT chat_key, card_key, message_id, fingerprint, settled_at FROM held WHERE card_key IS NOT NULL
       ON CONFLICT (chat_key, card_key) DO UPDATE
         SET deed = CASE WHEN card.message_id = excluded.message_id THEN card.deed END,
           message_id = excluded.message_id, fingerprint = excluded.fingerprint, updated_at = excluded.updated_at
     ), released AS (
       UPDATE lane l SET leased_until = NULL, lease_owner = NULL,
         next_due_at = CASE WHEN l.wake = h.wake THEN h.next_due_at ELSE h.released_at END
       FROM held h WHERE l.chat_key = h.chat_key AND h.released_at IS NOT NULL
     )
     SELECT chat_key, token FROM held`,
    [
      json(settlements.map(toRow)),
      settlements.flatMap(({ delivered }) => delivered.ids),
      settlements.flatMap(({ delivered }) => delivered.deferredIds ?? []),
    ],
  );
  return areHeld(
    settlements.map(({ lease }) => lease),
    held,
  );
}

function toRow({ lease, delivered, release, now }: Settlement): LeaseClaim & Record<string, unknown> {
  return {
    ...toClaim(lease, delivered.ids),
    settled_at: now,
    deferred_ids: delivered.deferredIds ?? [],
    told_in: delivered.messageId ?? null,
    summed_up_in: delivered.summaryId ?? null,
    card_key: delivered.card?.key ?? null,
    message_id: delivered.card?.card.messageId ?? null,
    fingerprint: delivered.card?.card.fingerprint ?? null,
    next_due_at: release?.nextDueAt ?? null,
    released_at: release?.now ?? null,
  };
}
