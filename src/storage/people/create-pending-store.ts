import type { PendingAction, PendingStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { json } from '../sql.js';
import type { Vault } from '../vault.js';

interface PendingRow {
  id: string;
  chat_key: string;
  person_id: string | null;
  action: string;
  payload: PendingAction['payload'];
  sealed_secret: string | null;
  expires_at: Date;
}

const COLUMNS = 'id, chat_key, person_id, action, payload, sealed_secret, expires_at';

export function createPendingStore(db: Database, vault: Vault): PendingStore {
  const first = (rows: readonly PendingRow[]) => {
    const row = rows[0];
    return row === undefined ? null : toPending(row, vault);
  };
  return {
    put: (pending) => put(db, vault, pending),
    bind: async (ids, messageId) => {
      const bound = json({ boundTo: messageId });
      await db.sql(`UPDATE pending SET payload = payload || $2::jsonb WHERE id = ANY($1)`, [ids, bound]);
    },
    find: async (id, now) =>
      first(
        await db.sql<PendingRow>(`SELECT ${COLUMNS} FROM pending WHERE id = $1 AND expires_at > $2`, [
          id,
          now,
        ]),
      ),
    take: async (id, now) => {
      const rows = await db.sql<PendingRow>(
        `DELETE FROM pending WHERE id = $1 OR expires_at <= $2 RETURNING ${COLUMNS}`,
        [id, now],
      );
      return first(rows.filter((row) => row.id === id && row.expires_at > now));
    },
  };
}

async function put(db: Database, vault: Vault, pending: PendingAction): Promise<void> {
  const sealed = pending.secret === null ? null : vault.sealPending(pending.id, pending.secret);
  await db.sql(
    `INSERT INTO pending (${COLUMNS}) VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7)
     ON CONFLICT (id) DO UPDATE SET chat_key = excluded.chat_key, person_id = excluded.person_id,
       action = excluded.action, payload = excluded.payload, sealed_secret = excluded.sealed_secret,
       expires_at = excluded.expires_at`,
    [
      pending.id,
      pending.chatKey,
      pending.personId,
      pending.action,
      json(pending.payload),
      sealed,
      pending.expiresAt,
    ],
  );
}

/** `null` also when its secret cannot be opened any more: the button has lost its meaning. */
function toPending(row: PendingRow, vault: Vault): PendingAction | null {
  const secret = row.sealed_secret === null ? null : vault.openPending(row.id, row.sealed_secret);
  if (row.sealed_secret !== null && secret === null) return null;
  return {
    id: row.id,
    chatKey: row.chat_key,
    personId: row.person_id,
    action: row.action,
    payload: row.payload,
    secret,
    expiresAt: row.expires_at,
  };
}
