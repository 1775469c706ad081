import type { SeenMergeRequest } from '../../domain/ports/subject-store.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import type { Pipeline } from '../../domain/subjects/pipeline.js';
import { toProject, type ProjectRow } from '../rows.js';
import type { Sql } from '../sql.js';
import { toUuid } from '../uuid.js';

type OpenRow = ProjectRow & { merge_request: MergeRequest; pipeline: Pipeline | null };

/** Each with the newest pipeline of it, its branch or, as where that is a fork's, its head, or rather with one that failed for its head. */
export async function openMergeRequests(
  sql: Sql,
  accountIds: readonly string[],
  limit: number,
): Promise<readonly SeenMergeRequest[]> {
  const rows = await sql<OpenRow>(
    `SELECT p.*, s.body - 'touched' AS merge_request, (
       SELECT r.body FROM snapshot r
       WHERE r.account_id = s.account_id AND r.project_id = s.project_id AND r.kind = 'pipeline'
         AND (r.body->>'ref' = s.body->>'sourceBranch' OR r.body->>'mergeRequestNumber' = s.body->>'number'
           OR r.body->>'sha' = s.body->>'headSha')
       ORDER BY (r.body->>'status' = 'failed' AND r.body->>'sha' = s.body->>'headSha' AND NOT EXISTS (
         SELECT FROM snapshot n
         WHERE n.account_id = r.account_id AND n.project_id = r.project_id AND n.kind = 'pipeline'
           AND n.body->>'sha' = r.body->>'sha' AND n.body->'name' = r.body->'name'
           AND n.body->>'ref' = r.body->>'ref' AND n.body->>'createdAt' > r.body->>'createdAt')) DESC,
         r.body->>'createdAt' DESC LIMIT 1) AS pipeline
     FROM snapshot s JOIN project p ON p.account_id = s.account_id AND p.id = s.project_id
     WHERE s.account_id = ANY($1::uuid[]) AND s.kind = 'merge-request' AND s.body->>'state' = 'open'
     ORDER BY s.body->>'updatedAt' DESC, s.key LIMIT $2`,
    [accountIds, limit],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    project: toProject(row),
    mergeRequest: row.merge_request,
    pipeline: row.pipeline,
  }));
}

/** In one statement with the account's row locked, so that no poll begins between the look at its lease and the writing. */
export async function completeVerdicts(
  sql: Sql,
  accountId: string,
  { id, updatedAt, reviews, mergeability = null }: MergeRequest,
  now: Date,
): Promise<void> {
  await sql(
    `WITH idle AS (
       SELECT id FROM account WHERE id = $1 AND (leased_until IS NULL OR leased_until < $5) FOR UPDATE)
     UPDATE snapshot s SET body = s.body - 'isSketch' || $4::jsonb FROM idle
     WHERE s.account_id = idle.id AND s.key = $2 AND s.body->>'updatedAt' = $3 AND s.body->'isSketch' = 'true'::jsonb`,
    [toUuid(accountId), `merge-request:${id}`, updatedAt, JSON.stringify({ reviews, mergeability }), now],
  );
}
