import { randomUUID } from 'node:crypto';
import type { DeskStore } from '../../domain/ports/desk-store.js';
import { JUST_OPENED, type Ticket } from '../../domain/ticket.js';
import type { Clock } from '../../domain/time.js';
import type { Database } from '../database.js';
import { enqueue } from '../delivery/enqueue.js';
import { json, type Sql } from '../sql.js';
import { toUuid } from '../uuid.js';
import { TICKETS, toTicket, type TicketRow } from './desk-rows.js';

type Tickets = Pick<
  DeskStore,
  | 'open'
  | 'ticket'
  | 'ticketOfRequest'
  | 'ticketOfMessage'
  | 'ticketOfTopic'
  | 'ticketsOf'
  | 'countSince'
  | 'noteState'
  | 'rewrite'
>;

export function ticketStatements(db: Database, clock: Clock): Tickets {
  return {
    open: (ticket, card) =>
      db.transaction(async (sql) => {
        await insert(sql, ticket);
        const opened = await one(sql, 't.request_key = $1', [ticket.requestKey]);
        if (opened === null) throw new Error('INSERT left no row.');
        await enqueue(sql, [card(opened)], clock());
        return opened;
      }),
    ticket: (ticketId) => one(db.sql, 't.id = $1', [toUuid(ticketId)]),
    ticketOfRequest: (requestKey) => one(db.sql, 't.request_key = $1', [requestKey]),
    ticketOfMessage: (chatId, messageId) => ofMessage(db.sql, chatId, messageId),
    ticketOfTopic: (chatKey) =>
      one(
        db.sql,
        `t.chat_key = $1 AND d.chat_key <> $1 AND EXISTS (
           SELECT 1 FROM chat c WHERE c.key = t.chat_key AND c.topic_id IS NOT NULL)`,
        [chatKey],
      ),
    ticketsOf: async ({ personId, chatId, offset, limit }) => {
      const rows = await db.sql<TicketRow>(
        `${TICKETS} WHERE t.reporter_id = $1
           AND ($2::text IS NULL OR t.chat_key IN (SELECT key FROM chat WHERE chat_id = $2))
         ORDER BY t.created_at DESC, t.id LIMIT $3 OFFSET $4`,
        [personId, chatId, limit + 1, offset],
      );
      return { tickets: rows.slice(0, limit).map(toTicket), hasMore: rows.length > limit };
    },
    countSince: (deskId, personId, since) => countSince(db.sql, deskId, personId, since),
    rewrite: (...asked) => rewrite(db, clock, ...asked),
    noteState: (ticketId, state, news) =>
      db.transaction(async (sql) => {
        const rows = await sql(
          `UPDATE ticket SET seen = seen || jsonb_build_object('state', $2::text)
           WHERE id = $1 AND seen ->> 'state' <> $2 RETURNING id`,
          [toUuid(ticketId), state],
        );
        const ticket = rows.length === 0 ? null : await one(sql, 't.id = $1', [toUuid(ticketId)]);
        if (ticket !== null) await enqueue(sql, [news(ticket)], clock());
      }),
  };
}

function rewrite(
  db: Database,
  clock: Clock,
  ...[ticketId, { title, written }, news]: Parameters<Tickets['rewrite']>
): Promise<void> {
  return db.transaction(async (sql) => {
    await sql(`UPDATE ticket SET title = $2, written = $3 WHERE id = $1`, [toUuid(ticketId), title, written]);
    const ticket = await one(sql, 't.id = $1', [toUuid(ticketId)]);
    if (ticket !== null) await enqueue(sql, [news(ticket)], clock());
  });
}

async function insert(sql: Sql, ticket: Parameters<DeskStore['open']>[0]): Promise<void> {
  const { deskId, requestKey, number, url, title, written, reporter, chatKey, now } = ticket;
  await sql(
    `INSERT INTO ticket (id, desk_id, request_key, number, url, title, written, reporter_id, reporter_name, chat_key,
       seen, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12) ON CONFLICT (request_key) DO NOTHING`,
    [
      randomUUID(),
      toUuid(deskId),
      requestKey,
      number,
      url,
      title,
      written,
      reporter.id,
      reporter.name,
      chatKey,
      json(JUST_OPENED),
      now,
    ],
  );
}

async function one(sql: Sql, where: string, values: readonly unknown[]): Promise<Ticket | null> {
  const [row] = await sql<TicketRow>(`${TICKETS} WHERE ${where} ORDER BY t.created_at LIMIT 1`, values);
  return row === undefined ? null : toTicket(row);
}

/** Its news, or its card, which is remembered longer. */
function ofMessage(sql: Sql, chatId: string, messageId: string): Promise<Ticket | null> {
  return one(
    sql,
    `t.id::text IN (
       SELECT o.payload ->> 'ticketId' FROM outbox o JOIN chat c ON c.key = o.chat_key
       WHERE o.message_id = $2 AND c.chat_id = $1 AND o.payload ->> 'kind' = 'ticket'
       UNION SELECT substr(k.card_key, 8) FROM card k JOIN chat c ON c.key = k.chat_key
       WHERE c.chat_id = $1 AND k.message_id = $2 AND k.card_key LIKE 'ticket:%')`,
    [chatId, messageId],
  );
}

async function countSince(sql: Sql, deskId: string, personId: string, since: Date): Promise<number> {
  const [row] = await sql<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ticket WHERE desk_id = $1 AND reporter_id = $2 AND created_at > $3`,
    [toUuid(deskId), personId, since],
  );
  return row?.count ?? 0;
}
