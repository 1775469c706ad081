import type { Notification } from '../../domain/notification.js';
import type { OutboxMessage, Which } from '../../domain/ports/outbox-store.js';
import type { Sql } from '../sql.js';

export interface HeadRequest {
  readonly chatKey: string;
  readonly limit: number;
  readonly which: Which;
}

interface MessageRow {
  position: number;
  id: string;
  chat_key: string;
  payload: object;
  created_at: Date;
  started_attempts: number;
  finished_attempts: number;
  deferred_at: Date | null;
}

/** Oldest unsent messages of each chat. */
export async function heads(
  sql: Sql,
  requests: readonly HeadRequest[],
): Promise<readonly (readonly OutboxMessage[])[]> {
  const rows = await sql<MessageRow>(
    `SELECT r.position::integer AS position, o.* FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY
       AS r (chat_key, size, which, position)
     CROSS JOIN LATERAL (
       SELECT id, chat_key, payload, created_at, started_attempts, finished_attempts, deferred_at FROM outbox
       WHERE chat_key = r.chat_key AND sent_at IS NULL AND abandoned_at IS NULL
         AND (r.which = 'all' OR (deferred_at IS NULL) = (r.which = 'undeferred'))
       ORDER BY id LIMIT r.size) o
     ORDER BY r.position, o.id`,
    [
      requests.map(({ chatKey }) => chatKey),
      requests.map(({ limit }) => limit),
      requests.map(({ which }) => which),
    ],
  );
  const queues: OutboxMessage[][] = requests.map(() => []);
  for (const row of rows) queues[row.position - 1]?.push(toMessage(row));
  return queues;
}

function toMessage(row: MessageRow): OutboxMessage {
  return {
    id: row.id,
    notification: { ...row.payload, chatKey: row.chat_key } as Notification,
    createdAt: row.created_at,
    startedAttempts: row.started_attempts,
    finishedAttempts: row.finished_attempts,
    isDeferred: row.deferred_at !== null,
  };
}
