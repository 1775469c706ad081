import type { PollDesks } from '../../domain/ports/desk-store.js';
import type { Comment } from '../../domain/subjects/comment.js';
import type { Ticket } from '../../domain/ticket.js';
import { noteOccasion } from '../../domain/ticket-route.js';
import { json, type Sql } from '../sql.js';
import { DESK_COLUMNS, TICKETS, toDesk, toTicket, type DeskRow, type TicketRow } from './desk-rows.js';

/** The statements of one poll: the transaction holds the account's row. */
export function pollDesks(sql: Sql, accountId: string): PollDesks {
  return {
    async tickets(projectId, numbers) {
      const rows = await sql<TicketRow>(
        `${TICKETS} WHERE d.account_id = $1 AND d.project_id = $2 AND t.number = ANY($3::text[])
         ORDER BY t.created_at, t.id FOR UPDATE OF t`,
        [accountId, projectId, numbers],
      );
      return rows.map(toTicket);
    },
    async saveSeen(ticketId, seen) {
      await sql(`UPDATE ticket SET seen = $2::jsonb WHERE id = $1`, [ticketId, json(seen)]);
    },
    hold: (ticketId, comments) => hold(sql, ticketId, comments),
    async takeHeld(ticketId) {
      const rows = await sql<{ body: Comment }>(
        `DELETE FROM held_comment WHERE ticket_id = $1 RETURNING body`,
        [ticketId],
      );
      return rows.map(({ body }) => body);
    },
    told: (ticket, commentIds) => told(sql, ticket, commentIds),
    async pause(projectId, reason) {
      const rows = await sql<DeskRow>(
        `UPDATE desk d SET paused_for = $3
         WHERE d.account_id = $1 AND ($2::text IS NULL OR d.project_id = $2) AND d.paused_for IS NULL
         RETURNING ${DESK_COLUMNS}`,
        [accountId, projectId, reason],
      );
      return rows.map(toDesk);
    },
    async resume(projectId) {
      const rows = await sql<DeskRow>(
        `UPDATE desk d SET paused_for = NULL
         WHERE d.account_id = $1 AND d.project_id = $2 AND d.paused_for = 'access' RETURNING ${DESK_COLUMNS}`,
        [accountId, projectId],
      );
      return rows.map(toDesk);
    },
  };
}

async function told(
  sql: Sql,
  { id, chatKey }: Ticket,
  commentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (commentIds.length === 0) return new Set();
  const byKey = new Map(commentIds.map((one) => [`ticket:${id}:${noteOccasion(one)}`, one]));
  const rows = await sql<{ dedupe_key: string }>(
    `SELECT dedupe_key FROM outbox WHERE chat_key = $1 AND dedupe_key = ANY($2::text[])`,
    [chatKey, [...byKey.keys()]],
  );
  return new Set(rows.flatMap((row) => byKey.get(row.dedupe_key) ?? []));
}

async function hold(sql: Sql, ticketId: string, comments: readonly Comment[]): Promise<void> {
  if (comments.length === 0) return;
  const rows = comments.map((body) => ({ comment_id: body.id, body }));
  await sql(
    `INSERT INTO held_comment (ticket_id, comment_id, body)
     SELECT $1, r.comment_id, r.body FROM jsonb_to_recordset($2::jsonb) AS r (comment_id text, body jsonb)
     ON CONFLICT DO NOTHING`,
    [ticketId, json(rows)],
  );
}
