import type { DigestStore, DueChat } from '../../domain/ports/digest-store.js';
import type { Letter } from '../../domain/notification.js';
import type { Clock } from '../../domain/time.js';
import type { Database } from '../database.js';
import { enqueue } from '../delivery/enqueue.js';
import { PREFERENCE_COLUMNS, type PreferenceRow, toPreferences } from './preference-row.js';
import type { Sql } from '../sql.js';

type DueColumn = 'digest_due_at' | 'reminded_until';
type DueRow = PreferenceRow & {
  chat_key: string;
  chat_id: string;
  kind: DueChat['kind'];
  reads_in: string | null;
  since: Date;
};

export function createDigestStore(db: Database, clock: Clock): DigestStore {
  return {
    digestsDue: (now, limit) => dueBy(db.sql, 'digest_due_at', now, limit),
    remindersDue: (before, limit) => dueBy(db.sql, 'reminded_until', before, limit),
    settleDigest: (due, nextAt, letter) =>
      db.transaction((sql) => settle(sql, 'digest_due_at', { due, nextAt, letter, now: clock() })),
    settleReminder: (due, until, letter) =>
      db.transaction((sql) => settle(sql, 'reminded_until', { due, nextAt: until, letter, now: clock() })),
  };
}

async function dueBy(sql: Sql, column: DueColumn, until: Date, limit: number): Promise<readonly DueChat[]> {
  const rows = await sql<DueRow>(
    `SELECT c.key AS chat_key, c.chat_id, c.kind, coalesce(m.chosen_language, m.language, c.language) AS reads_in,
       f.${column} AS since, ${PREFERENCE_COLUMNS}
     FROM preference f JOIN chat c ON c.key = f.chat_key AND c.is_reachable
       LEFT JOIN member m ON c.kind = 'private' AND m.id = c.chat_id
     WHERE f.${column} <= $1 ORDER BY f.${column}, c.key LIMIT $2`,
    [until, limit],
  );
  return rows.map((row) => ({
    chatKey: row.chat_key,
    chatId: row.chat_id,
    kind: row.kind,
    language: row.reads_in,
    since: row.since,
    preferences: toPreferences(row),
  }));
}

interface Settlement {
  readonly due: DueChat;
  readonly nextAt: Date;
  readonly letter: Letter | null;
  readonly now: Date;
}

/** The occasion and what is owed for it are one transaction. */
async function settle(
  sql: Sql,
  column: DueColumn,
  { due, nextAt, letter, now }: Settlement,
): Promise<boolean> {
  // First of all, as whoever changes preferences does: in another order each would wait for the other.
  await sql(`SELECT 1 FROM chat WHERE key = $1 FOR SHARE`, [due.chatKey]);
  const moved = await sql(
    `UPDATE preference SET ${column} = $3 WHERE chat_key = $1 AND ${column} = $2 RETURNING chat_key`,
    [due.chatKey, due.since, nextAt],
  );
  if (moved.length === 0) return false;
  if (letter !== null) await enqueue(sql, [letter], now);
  return true;
}
