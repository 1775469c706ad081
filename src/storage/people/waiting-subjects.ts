import type { HeldPipeline, WaitingDeployment } from '../../domain/ports/subject-store.js';
import type { Deployment } from '../../domain/subjects/deployment.js';
import type { Pipeline } from '../../domain/subjects/pipeline.js';
import { toProject, type ProjectRow } from '../rows.js';
import type { Sql } from '../sql.js';

export async function heldPipelines(
  sql: Sql,
  accountIds: readonly string[],
  since: Date,
): Promise<readonly HeldPipeline[]> {
  const rows = await newestWaiting(sql, { accountIds, since, kind: 'pipeline' });
  return rows.map((row) => ({ ...placeOf(row), pipeline: row.body as Pipeline }));
}

export async function waitingDeployments(
  sql: Sql,
  accountIds: readonly string[],
  since: Date,
): Promise<readonly WaitingDeployment[]> {
  const rows = await newestWaiting(sql, { accountIds, since, kind: 'deployment' });
  return rows.map((row) => ({ ...placeOf(row), deployment: row.body as Deployment }));
}

function placeOf(row: ProjectRow): Pick<HeldPipeline, 'accountId' | 'project'> {
  return { accountId: row.account_id, project: toProject(row) };
}

interface Waiting {
  readonly accountIds: readonly string[];
  readonly since: Date;
  readonly kind: 'pipeline' | 'deployment';
}

/** What makes one follow another. */
const HISTORY = {
  pipeline: `s.body->>'name', s.body->>'ref'`,
  deployment: `s.body->>'environment'`,
} as const;

async function newestWaiting(
  sql: Sql,
  { accountIds, since, kind }: Waiting,
): Promise<readonly (ProjectRow & { readonly body: unknown })[]> {
  return sql<ProjectRow & { body: unknown }>(
    `SELECT p.*, w.body FROM (
       SELECT DISTINCT ON (s.account_id, s.project_id, ${HISTORY[kind]}) s.account_id, s.project_id, s.key, s.body
       FROM snapshot s WHERE s.account_id = ANY($1::uuid[]) AND s.kind = $2
       ORDER BY s.account_id, s.project_id, ${HISTORY[kind]}, s.body->>'createdAt' DESC, length(s.key) DESC, s.key DESC) w
     JOIN project p ON p.account_id = w.account_id AND p.id = w.project_id
     WHERE w.body->>'updatedAt' >= $3
       AND (w.body->>'status' = 'waiting' OR jsonb_array_length(coalesce(w.body->'waitingChildren', '[]'::jsonb)) > 0)
     ORDER BY w.body->>'updatedAt', w.key`,
    [accountIds, kind, since.toISOString()],
  );
}
