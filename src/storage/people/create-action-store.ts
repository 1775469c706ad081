import { occasionOf, type ActionRecord, type Deed } from '../../domain/actions/action-record.js';
import type { ActionStore, Beginning } from '../../domain/ports/action-store.js';
import type { Database } from '../database.js';
import { json, type Sql } from '../sql.js';

interface ActionRow {
  id: string;
  deed: Deed;
  started_at: Date;
  finished_at: Date | null;
  result: ActionRecord['result'];
  code: string | null;
  receipt: ActionRecord['receipt'];
}

const COLUMNS = 'id, deed, started_at, finished_at, result, code, receipt';

export function createActionStore(db: Database): ActionStore {
  return {
    begin: (deed, now, abandonedBefore) => db.transaction((sql) => begin(sql, deed, now, abandonedBefore)),
    async finish(id, { result, code, receipt }, now) {
      await db.sql(
        `UPDATE action SET finished_at = $2, result = $3, code = $4, receipt = $5::jsonb
         WHERE id = $1 AND (finished_at IS NULL OR $3::text <> 'unsure')`,
        [id, now, result, code, json(receipt)],
      );
    },
    async note(deed, { result, code, receipt }, now) {
      await db.sql(
        `INSERT INTO action (request_key, occasion, person_id, deed, started_at, finished_at, result, code, receipt)
         VALUES ($1, $2, $3, $4::jsonb, $5, $5, $6, $7, $8::jsonb) ON CONFLICT (request_key) DO NOTHING`,
        [
          deed.requestKey,
          occasionOf(deed),
          deed.personId,
          json(deed),
          now,
          result,
          code,
          receipt === null ? null : json(receipt),
        ],
      );
    },
    find: (requestKey) => findByRequest(db.sql, requestKey),
    async listOpen(startedBefore, limit) {
      const rows = await db.sql<ActionRow>(
        `SELECT ${COLUMNS} FROM action
         WHERE finished_at IS NULL AND started_at < $1 AND request_key NOT LIKE 'reaction:%'
         ORDER BY id LIMIT $2`,
        [startedBefore, limit],
      );
      return rows.map(toRecord);
    },
    async history({ personId, before, limit }) {
      const rows = await db.sql<ActionRow>(
        `SELECT ${COLUMNS} FROM action
         WHERE ($1::text IS NULL OR person_id = $1) AND ($2::bigint IS NULL OR id < $2)
         ORDER BY id DESC LIMIT $3`,
        [personId, before, limit],
      );
      return rows.map(toRecord);
    },
  };
}

async function begin(sql: Sql, deed: Deed, now: Date, abandonedBefore: Date): Promise<Beginning> {
  const occasion = occasionOf(deed);
  await sql(
    `UPDATE action SET finished_at = $2, result = 'unsure'
     WHERE occasion = $1 AND finished_at IS NULL AND started_at < $3 AND request_key <> $4`,
    [occasion, now, abandonedBefore, deed.requestKey],
  );
  const [row] = await sql<{ id: string }>(
    `INSERT INTO action (request_key, occasion, person_id, deed, started_at)
     VALUES ($1, $2, $3, $4::jsonb, $5) ON CONFLICT DO NOTHING RETURNING id`,
    [deed.requestKey, occasion, deed.personId, json(deed), now],
  );
  if (row !== undefined) return { kind: 'begun', id: row.id };
  const known = await findByRequest(sql, deed.requestKey);
  if (known !== null) return { kind: 'known', record: known };
  const [other] = await sql<ActionRow>(
    `SELECT ${COLUMNS} FROM action WHERE occasion = $1 ORDER BY finished_at IS NULL DESC, id DESC LIMIT 1`,
    [occasion],
  );
  if (other === undefined) throw new Error('an action was neither begun nor found');
  return { kind: 'busy', record: toRecord(other) };
}

async function findByRequest(sql: Sql, requestKey: string): Promise<ActionRecord | null> {
  const [row] = await sql<ActionRow>(`SELECT ${COLUMNS} FROM action WHERE request_key = $1`, [requestKey]);
  return row === undefined ? null : toRecord(row);
}

function toRecord(row: ActionRow): ActionRecord {
  return {
    ...row.deed,
    id: row.id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    result: row.result,
    code: row.code,
    receipt: row.receipt,
  };
}
