import type { LaneLease } from '../../domain/ports/outbox-store.js';

/** A lease and the rows of its chat that it wants to change, as `heldBy` reads them. */
export interface LeaseClaim {
  readonly chat_key: string;
  readonly owner: string;
  readonly token: string;
  readonly wake: string;
  readonly ids: readonly string[];
}

export function toClaim({ chat, owner, token, wake }: LaneLease, ids: readonly string[]): LeaseClaim {
  return { chat_key: chat.key, owner, token, wake, ids };
}

/**
 * A table `held` of those claims in the `jsonb` parameter whose lease still commands its lane. These lanes are locked,
 * in the order in which an enqueue locks them: bytes, whatever the database sorts by.
 */
export function heldBy(parameter: string): string {
  return `held AS (
    SELECT w.* FROM lane l JOIN jsonb_to_recordset(${parameter}::jsonb) AS w (
      chat_key text, owner text, token bigint, wake bigint, ids bigint[], settled_at timestamptz, card_key text,
      deferred_ids bigint[], message_id text, fingerprint text, next_due_at timestamptz, released_at timestamptz,
      told_in text, summed_up_in text)
      ON w.chat_key = l.chat_key AND w.owner = l.lease_owner AND w.token = l.lease_token
    ORDER BY l.chat_key COLLATE "C" FOR NO KEY UPDATE OF l)`;
}

export type HeldRow = Pick<LeaseClaim, 'chat_key' | 'token'>;

/** Which of the leases are among the rows of `held`. */
export function areHeld(leases: readonly LaneLease[], held: readonly HeldRow[]): readonly boolean[] {
  const names = new Set(held.map((row) => `${row.chat_key} ${row.token}`));
  return leases.map(({ chat, token }) => names.has(`${chat.key} ${token}`));
}
