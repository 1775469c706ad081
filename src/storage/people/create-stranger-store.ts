import type { KnownStranger, StrangerStore } from '../../domain/ports/access-store.js';
import { DAY } from '../../domain/time.js';
import type { Database } from '../database.js';
import { strangerTable, type StrangerEntity } from '../entities/access-tables.js';

const MOST_LISTED = 200;

export function createStrangerStore(db: Database): StrangerStore {
  const { sql } = db;
  return {
    async note({ id, name, language }, now) {
      const [row] = await sql<{ is_denied: boolean }>(
        `INSERT INTO stranger (id, name, language, asked_at, is_denied) VALUES ($1, $2, $3, $4, false)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, asked_at = excluded.asked_at
           WHERE stranger.is_denied OR stranger.asked_at <= $5::timestamptz
         RETURNING is_denied`,
        [id, name, language, now, new Date(now.getTime() - DAY)],
      );
      if (row === undefined) return 'waiting';
      return row.is_denied ? 'denied' : 'new';
    },
    async find(personId) {
      const row = await db.read((manager) => manager.findOneBy(strangerTable, { id: personId }));
      return row === null ? null : toStranger(row);
    },
    async list() {
      const rows = await db.read((manager) =>
        manager.find(strangerTable, {
          order: { isDenied: 'ASC', askedAt: 'DESC', id: 'ASC' },
          take: MOST_LISTED,
        }),
      );
      return rows.map(toStranger);
    },
    async deny(personId) {
      await sql(`UPDATE stranger SET is_denied = true WHERE id = $1`, [personId]);
    },
    async remove(personId) {
      await sql(`DELETE FROM stranger WHERE id = $1`, [personId]);
    },
  };
}

function toStranger({ id, name, language, isDenied }: StrangerEntity): KnownStranger {
  return { id, name, language, isDenied };
}
