import type { RoleStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';

export function createRoleStore(db: Database): RoleStore {
  return {
    async hold(role, owner, now, until) {
      const rows = await db.sql(
        `INSERT INTO role (role, owner, held_until) VALUES ($1, $2, $4)
         ON CONFLICT (role) DO UPDATE SET owner = excluded.owner, held_until = excluded.held_until
           WHERE role.owner = $2 OR role.held_until <= $3
         RETURNING owner`,
        [role, owner, now, until],
      );
      return rows.length > 0;
    },
    async release(role, owner) {
      await db.sql(`DELETE FROM role WHERE role = $1 AND owner = $2`, [role, owner]);
    },
    async beat(owner, now, until) {
      await db.sql(
        `INSERT INTO process (owner, alive_until) VALUES ($1, $2)
         ON CONFLICT (owner) DO UPDATE SET alive_until = excluded.alive_until`,
        [owner, until],
      );
      const [row] = await db.sql<{ alive: number }>(
        `SELECT count(*)::integer AS alive FROM process WHERE alive_until > $1 OR owner = $2`,
        [now, owner],
      );
      return row?.alive ?? 1;
    },
  };
}
