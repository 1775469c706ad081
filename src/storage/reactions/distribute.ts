import type { QueuedEvent, WantedRun } from '../../domain/ports/reaction-store.js';
import { toProject, type ProjectRow } from '../rows.js';
import { json, type Sql } from '../sql.js';

type QueuedRow = (ProjectRow | { readonly id: null }) & { event_id: string; body: QueuedEvent['event'] };

type Want = (queued: QueuedEvent) => readonly WantedRun[];

/** Owes these events to reactions; they are in the database already. */
export async function queueEvents(sql: Sql, accountId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await sql(
    `INSERT INTO reaction_event (event_id)
     SELECT id FROM event WHERE account_id = $1 AND key = ANY($2::text[]) ON CONFLICT DO NOTHING`,
    [accountId, keys],
  );
}

/** One process at a time, so that the runs of an account come in the order of its events. */
export async function distribute(sql: Sql, limit: number, want: Want, now: Date): Promise<number> {
  const rows = await sql<QueuedRow>(
    `SELECT q.event_id, e.body, p.* FROM reaction_event q
     JOIN event e ON e.id = q.event_id
     LEFT JOIN project p ON p.account_id = e.account_id AND p.id = e.project_id
     ORDER BY q.event_id LIMIT $1 FOR UPDATE OF q`,
    [limit],
  );
  const runs = rows.flatMap((row) => {
    // Nobody watches the project any more.
    if (row.id === null) return [];
    const { event_id, account_id, body: event } = row;
    const wanted = want({ accountId: account_id, event, project: toProject(row) });
    return wanted.map((run) => ({ event_id, account_id, ...run }));
  });
  if (runs.length > 0) await plan(sql, runs, now);
  const ids = rows.map((row) => row.event_id);
  if (ids.length > 0) await sql(`DELETE FROM reaction_event WHERE event_id = ANY($1::bigint[])`, [ids]);
  return rows.length;
}

/** The lanes come last: a release that waits for one sees these runs. */
async function plan(sql: Sql, runs: readonly object[], now: Date): Promise<void> {
  const rows = json(runs.map((run, position) => ({ position, ...run })));
  await sql(
    `INSERT INTO reaction_run (event_id, account_id, module, handler, name, occasion, card, next_due_at)
     SELECT r.event_id, r.account_id, r.module, r.handler, r.name, r.occasion, r.card, $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r (position integer, event_id bigint, account_id uuid, module text,
       handler text, name text, occasion text, card text)
     ORDER BY r.position ON CONFLICT DO NOTHING`,
    [rows, now],
  );
  await sql(
    `INSERT INTO reaction_lane (account_id, module, next_due_at)
     SELECT DISTINCT r.account_id, r.module, $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r (account_id uuid, module text) ORDER BY 1, 2
     ON CONFLICT (account_id, module) DO UPDATE
       SET next_due_at = least(reaction_lane.next_due_at, excluded.next_due_at)`,
    [rows, now],
  );
}
