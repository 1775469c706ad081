import type { PollDesks } from '../../domain/ports/desk-store.js';
import type { Comment } from '../../domain/subjects/comment.js';
import type { Ticket } from '../../domain/ticket.js';
import { noteOccasion } from '../../domain/ticket-route.js';
import { json, type Sql } from '../sql.js';
import { DESK_COLUMNS, TICKETS, toDesk, toTicket, type DeskRow, type TicketRow } from './desk-rows.js';

/** One page of a list. */
const MAX_AWAITED = 100;

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
    async held(ticketId) {
      const rows = await sql<{ body: Comment; held_at: Date }>(
        `SELECT body, held_at FROM held_comment WHERE ticket_id = $1`,
        [ticketId],
      );
      return rows.map(({ body, held_at: since }) => ({ comment: body, since }));
    },
    async hold(ticketId, comments, now) {
      await letGo(sql, ticketId, comments);
      await hold(sql, ticketId, comments, now);
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

/** Numbers of the issues in the project that comments on tickets wait for a look at. */
export async function awaitedIssues(
  sql: Sql,
  accountId: string,
  projectId: string,
): Promise<readonly string[]> {
  const rows = await sql<{ number: string }>(
    `SELECT DISTINCT t.number FROM desk d JOIN ticket t ON t.desk_id = d.id
     WHERE d.account_id = $1 AND d.project_id = $2 AND d.absence IS NULL
       AND EXISTS (SELECT 1 FROM held_comment h WHERE h.ticket_id = t.id)
     ORDER BY t.number LIMIT ${MAX_AWAITED}`,
    [accountId, projectId],
  );
  return rows.map(({ number }) => number);
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

async function letGo(sql: Sql, ticketId: string, kept: readonly Comment[]): Promise<void> {
  await sql(`DELETE FROM held_comment WHERE ticket_id = $1 AND comment_id <> ALL ($2::text[])`, [
    ticketId,
    kept.map(({ id }) => id),
  ]);
}

/** What somebody said anew waits anew. */
async function hold(sql: Sql, ticketId: string, comments: readonly Comment[], now: Date): Promise<void> {
  if (comments.length === 0) return;
  const rows = comments.map((body) => ({ comment_id: body.id, body }));
  await sql(
    `INSERT INTO held_comment AS h (ticket_id, comment_id, body, held_at)
     SELECT $1, r.comment_id, r.body, $3 FROM jsonb_to_recordset($2::jsonb) AS r (comment_id text, body jsonb)
     ON CONFLICT (ticket_id, comment_id) DO UPDATE SET body = excluded.body, held_at = excluded.held_at
       WHERE h.body <> excluded.body`,
    [ticketId, json(rows), now],
  );
}
