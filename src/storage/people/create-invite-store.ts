import type { Invite, InviteStore } from '../../domain/ports/access-store.js';
import type { Database } from '../database.js';
import { json } from '../sql.js';

interface InviteRow {
  code: string;
  made_by: string;
  forge_url: string;
  paths: readonly string[];
  lets_in: boolean;
  expires_at: Date;
}

const COLUMNS = 'code, made_by, forge_url, paths, lets_in, expires_at';

export function createInviteStore({ sql }: Database): InviteStore {
  return {
    async put({ code, madeBy, forgeUrl, paths, letsIn, expiresAt }, now) {
      await sql(`INSERT INTO invite (${COLUMNS}, created_at) VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`, [
        code,
        madeBy,
        forgeUrl,
        json(paths),
        letsIn,
        expiresAt,
        now,
      ]);
    },
    async find(code, now) {
      const [row] = await sql<InviteRow>(
        `SELECT ${COLUMNS} FROM invite WHERE code = $1 AND expires_at > $2`,
        [code, now],
      );
      return row === undefined ? null : toInvite(row);
    },
    async list(now) {
      const rows = await sql<InviteRow>(
        `SELECT ${COLUMNS} FROM invite WHERE expires_at > $1 ORDER BY created_at DESC, code`,
        [now],
      );
      return rows.map(toInvite);
    },
    async setLetsIn(code, letsIn) {
      await sql(`UPDATE invite SET lets_in = $2 WHERE code = $1`, [code, letsIn]);
    },
    async remove(code) {
      await sql(`DELETE FROM invite WHERE code = $1`, [code]);
    },
  };
}

function toInvite(row: InviteRow): Invite {
  return {
    code: row.code,
    madeBy: row.made_by,
    forgeUrl: row.forge_url,
    paths: row.paths,
    letsIn: row.lets_in,
    expiresAt: row.expires_at,
  };
}
