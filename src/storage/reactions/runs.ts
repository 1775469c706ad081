import type { ReactionLease, ReactionRun, ReactionStore, RunEnd } from '../../domain/ports/reaction-store.js';
import { toProject, type ProjectRow } from '../rows.js';
import type { Sql } from '../sql.js';

type Claim = Parameters<ReactionStore['claim']>[0];

interface LaneRow {
  account_id: string;
  module: string;
  lease_token: string;
}

type RunRow = ProjectRow & {
  run_id: string;
  handler: string;
  told_as: string;
  card: string;
  body: ReactionRun['event'];
  started_attempts: number;
  finished_attempts: number;
  failures: number;
};

export async function claimLanes(sql: Sql, claim: Claim): Promise<readonly ReactionLease[]> {
  const { owner, modules, limit, now, until } = claim;
  const rows = await sql<LaneRow>(
    `UPDATE reaction_lane l SET leased_until = $3, lease_owner = $1, lease_token = l.lease_token + 1
     WHERE (l.account_id, l.module) IN (
       SELECT d.account_id, d.module FROM reaction_lane d JOIN account a ON a.id = d.account_id
       WHERE d.next_due_at <= $2 AND (d.leased_until IS NULL OR d.leased_until <= $2) AND d.module = ANY($5::text[])
         AND a.state = 'active'
       ORDER BY d.next_due_at, d.module LIMIT $4 FOR NO KEY UPDATE OF d SKIP LOCKED)
     RETURNING l.account_id, l.module, l.lease_token`,
    [owner, now, until, limit, modules],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    module: row.module,
    owner,
    token: row.lease_token,
  }));
}

export async function nextRun(
  sql: Sql,
  { accountId, module }: ReactionLease,
  now: Date,
): Promise<ReactionRun | null> {
  const [row] = await sql<RunRow>(
    `SELECT r.id AS run_id, r.handler, r.name AS told_as, r.card, r.started_attempts, r.finished_attempts, r.failures,
       e.body, p.*
     FROM reaction_run r JOIN event e ON e.id = r.event_id
     JOIN project p ON p.account_id = r.account_id AND p.id = e.project_id
     WHERE r.account_id = $1 AND r.module = $2 AND r.finished_at IS NULL AND r.next_due_at <= $3
     ORDER BY r.event_id, r.id LIMIT 1`,
    [accountId, module, now],
  );
  if (row === undefined) return null;
  return {
    id: row.run_id,
    accountId,
    handler: row.handler,
    name: row.told_as,
    card: row.card,
    event: row.body,
    project: toProject(row),
    startedAttempts: row.started_attempts,
    finishedAttempts: row.finished_attempts,
    failures: row.failures,
  };
}

/** Its lane is locked as long as the lease commands it; `$1` to `$4` are the lease. */
const HELD = `held AS (
  SELECT 1 FROM reaction_lane WHERE account_id = $1 AND module = $2 AND lease_owner = $3 AND lease_token = $4
  FOR NO KEY UPDATE)`;

function parametersOf({ accountId, module, owner, token }: ReactionLease): readonly unknown[] {
  return [accountId, module, owner, token];
}

export async function beginRun(sql: Sql, lease: ReactionLease, runId: string, until: Date): Promise<boolean> {
  const rows = await sql(
    `WITH ${HELD}, longer AS (
       UPDATE reaction_lane SET leased_until = $6 WHERE account_id = $1 AND module = $2 AND EXISTS (SELECT 1 FROM held))
     UPDATE reaction_run SET started_attempts = started_attempts + 1
     WHERE id = $5 AND finished_at IS NULL AND EXISTS (SELECT 1 FROM held) RETURNING id`,
    [...parametersOf(lease), runId, until],
  );
  return rows.length > 0;
}

interface Settlement {
  readonly lease: ReactionLease;
  readonly runId: string;
  readonly end: RunEnd;
  readonly now: Date;
}

export async function settleRun(sql: Sql, { lease, runId, end, now }: Settlement): Promise<boolean> {
  const again = end.result === 'again' ? end : null;
  const code = 'code' in end ? end.code : null;
  const result = end.result === 'done' && end.hasActed ? 'acted' : end.result;
  const rows = await sql(
    `WITH ${HELD} UPDATE reaction_run SET finished_attempts = started_attempts, failures = failures + $6::integer,
       next_due_at = coalesce($7::timestamptz, next_due_at), finished_at = $8::timestamptz, result = $9, code = $10
     WHERE id = $5 AND finished_at IS NULL AND EXISTS (SELECT 1 FROM held) RETURNING id`,
    [
      ...parametersOf(lease),
      runId,
      again?.isOwnFault === true ? 1 : 0,
      again?.at ?? null,
      again === null ? now : null,
      again === null ? result : null,
      code,
    ],
  );
  return rows.length > 0;
}

/** Nobody watches their projects any more. */
async function forgetUnwatched(sql: Sql, { accountId, module }: ReactionLease): Promise<void> {
  await sql(
    `DELETE FROM reaction_run r WHERE r.account_id = $1 AND r.module = $2 AND r.finished_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM event e JOIN project p ON p.account_id = e.account_id AND p.id = e.project_id
       WHERE e.id = r.event_id)`,
    [accountId, module],
  );
}

/** The lane's lock comes in a statement of its own: what is read after it was committed before. */
export async function releaseLane(sql: Sql, lease: ReactionLease): Promise<void> {
  const held = await sql(
    `SELECT 1 FROM reaction_lane WHERE account_id = $1 AND module = $2 AND lease_owner = $3 AND lease_token = $4
     FOR NO KEY UPDATE`,
    parametersOf(lease),
  );
  if (held.length === 0) return;
  await forgetUnwatched(sql, lease);
  await sql(
    `UPDATE reaction_lane SET leased_until = NULL, lease_owner = NULL, next_due_at = (
       SELECT min(r.next_due_at) FROM reaction_run r
       WHERE r.account_id = $1 AND r.module = $2 AND r.finished_at IS NULL)
     WHERE account_id = $1 AND module = $2`,
    [lease.accountId, lease.module],
  );
}
