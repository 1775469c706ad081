import { randomUUID } from 'node:crypto';
import type { Desk, Reporter } from '../../domain/desk.js';
import type { DeskStore, NewDesk } from '../../domain/ports/desk-store.js';
import type { Clock } from '../../domain/time.js';
import type { Database } from '../database.js';
import { json, type Sql } from '../sql.js';
import { toUuid } from '../uuid.js';
import { absenceStatements } from './absences.js';
import { DESK_COLUMNS, toDesk, type DeskRow } from './desk-rows.js';
import { ticketStatements } from './tickets.js';

export function createDeskStore(db: Database, clock: Clock): DeskStore {
  const list = async (where: string, value: unknown): Promise<readonly Desk[]> => {
    const rows = await db.sql<DeskRow>(
      `SELECT ${DESK_COLUMNS} FROM desk d WHERE ${where} ORDER BY d.created_at, d.id`,
      [value],
    );
    return rows.map(toDesk);
  };
  return {
    put: (desk) => put(db.sql, desk),
    find: async (deskId) => (await list('d.id = $1', toUuid(deskId)))[0] ?? null,
    ofChat: async (chatId) =>
      (await list('d.chat_key IN (SELECT key FROM chat WHERE chat_id = $1)', chatId))[0] ?? null,
    ofOwner: (personId) => list('d.owner_id = $1', personId),
    openToAll: () => list('d.allows_private = $1', true),
    async change(deskId, { allowsPrivate, dailyLimit }) {
      await db.sql(`UPDATE desk SET allows_private = $2, daily_limit = $3 WHERE id = $1`, [
        toUuid(deskId),
        allowsPrivate,
        dailyLimit,
      ]);
    },
    async remove(deskId) {
      await db.sql(`DELETE FROM desk WHERE id = $1`, [toUuid(deskId)]);
    },
    async pause(accountId, reason) {
      const rows = await db.sql<DeskRow>(
        `UPDATE desk d SET paused_for = $2 WHERE d.account_id = $1 AND d.paused_for IS NULL
         RETURNING ${DESK_COLUMNS}`,
        [toUuid(accountId), reason],
      );
      return rows.map(toDesk);
    },
    async resume({ id, personId, forgeUrl }) {
      const rows = await db.sql<DeskRow>(
        `UPDATE desk d SET paused_for = NULL, account_id = $1
         WHERE d.paused_for IN ('token', 'owner-left')
           AND (d.account_id = $1 OR (d.account_id IS NULL AND d.owner_id = $2 AND d.forge ->> 'url' = $3))
         RETURNING ${DESK_COLUMNS}`,
        [toUuid(id), personId, forgeUrl],
      );
      return rows.map(toDesk);
    },
    ...absenceStatements(db, clock),
    ...blockStatements(db.sql),
    ...ticketStatements(db, clock),
  };
}

async function put(sql: Sql, desk: NewDesk): Promise<Desk> {
  const { chatKey, ownerId, accountId, forge, project, allowsPrivate, dailyLimit, now } = desk;
  const [row] = await sql<DeskRow>(
    `INSERT INTO desk AS d (id, chat_key, owner_id, account_id, forge, project_id, project, allows_private,
       daily_limit, created_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8, $9, $10) RETURNING ${DESK_COLUMNS}`,
    [
      randomUUID(),
      chatKey,
      ownerId,
      accountId,
      json(forge),
      project.id,
      json(project),
      allowsPrivate,
      dailyLimit,
      now,
    ],
  );
  if (row === undefined) throw new Error('INSERT returned no row.');
  return toDesk(row);
}

type Blocks = Pick<DeskStore, 'block' | 'unblock' | 'blocked' | 'isBlocked' | 'reporters'>;

function blockStatements(sql: Sql): Blocks {
  return {
    async block(deskId, { id, name }, now) {
      await sql(
        `INSERT INTO desk_block (desk_id, person_id, name, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (desk_id, person_id) DO UPDATE SET name = excluded.name`,
        [toUuid(deskId), id, name, now],
      );
    },
    async unblock(deskId, personId) {
      const rows = await sql(
        `DELETE FROM desk_block WHERE desk_id = $1 AND person_id = $2 RETURNING person_id`,
        [toUuid(deskId), personId],
      );
      return rows.length > 0;
    },
    blocked: (deskId) =>
      sql<Reporter>(
        `SELECT person_id AS id, name FROM desk_block WHERE desk_id = $1 ORDER BY created_at, person_id`,
        [toUuid(deskId)],
      ),
    async isBlocked(deskId, personId) {
      const rows = await sql(`SELECT 1 FROM desk_block WHERE desk_id = $1 AND person_id = $2`, [
        toUuid(deskId),
        personId,
      ]);
      return rows.length > 0;
    },
    reporters: (deskId) =>
      sql<Reporter>(
        `SELECT DISTINCT ON (reporter_id) reporter_id AS id, reporter_name AS name FROM ticket
         WHERE desk_id = $1 ORDER BY reporter_id, created_at DESC`,
        [toUuid(deskId)],
      ),
  };
}
