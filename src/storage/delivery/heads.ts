import type { JudgingWatch } from '../../domain/judge-event.js';
import type { Notification } from '../../domain/notification.js';
import type { OutboxMessage, Which } from '../../domain/ports/outbox-store.js';
import type { Snapshot } from '../../domain/subject.js';
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
  watch: JudgingWatch | null;
  seen: Snapshot | null;
}

const EVENT = `o.payload -> 'event'`;
const CARD = `coalesce(o.payload #> '{event,subject,on}', o.payload #> '{event,subject}')`;
/** What an older version owed may name no watch, or one that is no UUID. */
const WATCH_ID = `CASE WHEN o.payload #>> '{rule,watchId}' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  THEN (o.payload #>> '{rule,watchId}')::uuid END`;

/** The watch that an event is told through. */
const WATCH = `LEFT JOIN watch w ON ${EVENT} IS NOT NULL AND w.id = ${WATCH_ID} AND w.chat_key = o.chat_key`;

/**
 * What its filter may ask of, and of an issue who may read it: looked up by its key, since a join might read all snapshots
 * for a few messages.
 */
const SEEN = `CASE WHEN w.filter IS NOT NULL OR ${CARD} ->> 'kind' = 'issue' THEN (
  SELECT s.body FROM snapshot s
  WHERE s.account_id = w.account_id AND s.key = (${CARD} ->> 'kind') || ':' || (${CARD} ->> 'id')) END`;

/** Oldest unsent messages of each chat. */
export async function heads(
  sql: Sql,
  requests: readonly HeadRequest[],
): Promise<readonly (readonly OutboxMessage[])[]> {
  const rows = await sql<MessageRow>(
    `SELECT r.position::integer AS position, o.*, ${SEEN} AS seen,
       CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('id', w.id, 'level', w.level, 'filter', w.filter) END AS watch
     FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY
       AS r (chat_key, size, which, position)
     CROSS JOIN LATERAL (
       SELECT id, chat_key, payload, created_at, started_attempts, finished_attempts, deferred_at FROM outbox
       WHERE chat_key = r.chat_key AND sent_at IS NULL AND abandoned_at IS NULL
         AND (r.which = 'all' OR (deferred_at IS NULL) = (r.which = 'undeferred'))
       ORDER BY id LIMIT r.size) o
     ${WATCH}
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
    ...(row.watch === null ? {} : { standing: { watch: row.watch, subject: row.seen } }),
  };
}
