import type { PassStore } from '../../domain/ports/pass-store.js';
import type { Database } from '../database.js';

export function createPassStore({ sql }: Database): PassStore {
  return {
    async put({ hash, kind, personId, now, expiresAt }) {
      await sql(
        `INSERT INTO pass (hash, kind, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
        [hash, kind, personId, now, expiresAt],
      );
    },
    async find(hash, kind, now) {
      const [row] = await sql<{ person_id: string }>(
        `SELECT person_id FROM pass WHERE hash = $1 AND kind = $2 AND expires_at > $3`,
        [hash, kind, now],
      );
      return row?.person_id ?? null;
    },
    async take(hash, kind, now) {
      const [row] = await sql<{ person_id: string }>(
        `DELETE FROM pass WHERE hash = $1 AND kind = $2 AND expires_at > $3 RETURNING person_id`,
        [hash, kind, now],
      );
      return row?.person_id ?? null;
    },
    async revoke(personId, kind) {
      await sql(`DELETE FROM pass WHERE person_id = $1 AND ($2::text IS NULL OR kind = $2)`, [
        personId,
        kind,
      ]);
    },
  };
}
