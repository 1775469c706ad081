import type { DeskStore } from '../../domain/ports/desk-store.js';
import type { Issue } from '../../domain/subjects/issue.js';
import type { Clock } from '../../domain/time.js';
import type { Database } from '../database.js';
import { enqueue } from '../delivery/enqueue.js';
import { lockAccounts } from '../polling/account-lock.js';
import type { Sql } from '../sql.js';
import { toUuid } from '../uuid.js';
import { DESK_COLUMNS, TICKETS, toDesk, toTicket, type DeskRow, type TicketRow } from './desk-rows.js';
import { pollDesks } from './poll-desks.js';

export function absenceStatements(db: Database, clock: Clock): Pick<DeskStore, 'leave' | 'comeBack'> {
  return {
    async leave(chatId, absence) {
      const rows = await db.sql<DeskRow>(
        `UPDATE desk d SET absence = $2
         WHERE d.chat_key IN (SELECT key FROM chat WHERE chat_id = $1) AND d.absence IS DISTINCT FROM $2
         RETURNING ${DESK_COLUMNS}`,
        [chatId, absence],
      );
      return rows.map(toDesk);
    },
    comeBack: (deskId, route) =>
      db.transaction(async (sql) => {
        const accountId = await lockAccountOf(sql, deskId);
        const [row] = await sql<DeskRow>(
          `UPDATE desk d SET absence = NULL WHERE d.id = $1 AND d.absence IS NOT NULL RETURNING ${DESK_COLUMNS}`,
          [toUuid(deskId)],
        );
        if (row === undefined) return null;
        if (accountId !== null) await tellWhatWaited(sql, { deskId, accountId, now: clock() }, route);
        return toDesk(row);
      }),
  };
}

/** A poll of the account under way ends first, so that it holds nothing back after this. */
async function lockAccountOf(sql: Sql, deskId: string): Promise<string | null> {
  const [row] = await sql<{ account_id: string | null }>(`SELECT account_id FROM desk WHERE id = $1`, [
    toUuid(deskId),
  ]);
  const accountId = row?.account_id ?? null;
  if (accountId !== null) await lockAccounts(sql, [accountId]);
  return accountId;
}

interface Return {
  readonly deskId: string;
  readonly accountId: string;
  readonly now: Date;
}

async function tellWhatWaited(
  sql: Sql,
  { deskId, accountId, now }: Return,
  route: Parameters<DeskStore['comeBack']>[1],
): Promise<void> {
  const desks = pollDesks(sql, accountId);
  const rows = await sql<TicketRow & { issue: Issue | null }>(
    `SELECT o.*, (
       SELECT s.body FROM snapshot s WHERE s.account_id = $2 AND s.project_id = o.project ->> 'id'
         AND s.kind = 'issue' AND s.body ->> 'number' = o.number LIMIT 1) AS issue
     FROM (${TICKETS} WHERE d.id = $1 ORDER BY t.created_at, t.id FOR UPDATE OF t) o`,
    [toUuid(deskId), accountId],
  );
  for (const row of rows) {
    const ticket = toTicket(row);
    const comments = (await desks.held(ticket.id)).map(({ comment }) => comment);
    const told = await desks.told(
      ticket,
      comments.map(({ id }) => id),
    );
    const { seen, held, news } = route(ticket, { issue: row.issue, comments, told, settled: new Set() });
    await desks.saveSeen(ticket.id, seen);
    await desks.hold(ticket.id, held, now);
    await enqueue(sql, news, now);
  }
}
