import type {
  Assignment,
  BrokenBranch,
  LastSeen,
  ReviewRequest,
  SeenIssue,
  SubjectStore,
} from '../../domain/ports/subject-store.js';
import type { Subject } from '../../domain/subject.js';
import type { Issue } from '../../domain/subjects/issue.js';
import type { Pipeline } from '../../domain/subjects/pipeline.js';
import type { Database } from '../database.js';
import { toProject, type ProjectRow } from '../rows.js';
import type { Sql } from '../sql.js';
import { toUuid } from '../uuid.js';
import { completeVerdicts, openMergeRequests } from './open-merge-requests.js';
import { heldPipelines, waitingDeployments } from './waiting-subjects.js';

/** Reads snapshots only. Of pipelines of the same second the one with the higher id is the newer. */
export function createSubjectStore({ sql }: Database): SubjectStore {
  return {
    brokenBranches: (accountIds, since) => brokenBranches(sql, accountIds, since),
    openMergeRequests: (accountIds, limit) => openMergeRequests(sql, accountIds, limit),
    async openIssues(accountIds, limit): Promise<readonly SeenIssue[]> {
      const rows = await sql<ProjectRow & { issue: Issue }>(
        `SELECT p.*, s.body AS issue
         FROM snapshot s JOIN project p ON p.account_id = s.account_id AND p.id = s.project_id
         WHERE s.account_id = ANY($1::uuid[]) AND s.kind = 'issue' AND s.body->>'state' = 'open'
         ORDER BY s.body->>'updatedAt' DESC, s.key LIMIT $2`,
        [accountIds, limit],
      );
      return rows.map((row) => ({ accountId: row.account_id, project: toProject(row), issue: row.issue }));
    },
    reviewRequests: (accountIds) =>
      sql<ReviewRequest>(
        `SELECT account_id AS "accountId", body->'subject'->>'id' AS "mergeRequestId", max(at) AS at FROM event
         WHERE account_id = ANY($1::uuid[]) AND type = 'review-requested' AND body->>'reason' = 'reviewer'
         GROUP BY 1, 2`,
        [accountIds],
      ),
    assignments: (accountIds) =>
      sql<Assignment>(
        `SELECT account_id AS "accountId", body->'subject'->>'kind' AS kind, body->'subject'->>'id' AS id, max(at) AS at
         FROM event
         WHERE account_id = ANY($1::uuid[]) AND type IN ('merge-request-assigned', 'issue-assigned')
           AND body->>'reason' = 'assignee'
         GROUP BY 1, 2, 3`,
        [accountIds],
      ),
    heldPipelines: (accountIds, since) => heldPipelines(sql, accountIds, since),
    waitingDeployments: (accountIds, since) => waitingDeployments(sql, accountIds, since),
    complete: (accountId, seen, now) => completeVerdicts(sql, accountId, seen, now),
    lastSeen: (accountId, wanted) => lastSeen(sql, accountId, wanted),
    pipelines: (accountId, projectId, limit) => pipelines(sql, accountId, projectId, limit),
  };
}

async function lastSeen(
  sql: Sql,
  accountId: string,
  { projectId, kinds, withFiles, limit }: LastSeen,
): Promise<readonly Subject[]> {
  const rows = await sql<{ body: Subject }>(
    `SELECT CASE WHEN $4 THEN body ELSE body - 'touched' END AS body FROM snapshot
     WHERE account_id = $1 AND project_id = $2 AND kind = ANY($3::text[])
     ORDER BY updated_at DESC, key LIMIT $5`,
    [toUuid(accountId), projectId, kinds, withFiles, limit],
  );
  return rows.map(({ body }) => body);
}

async function pipelines(
  sql: Sql,
  accountId: string,
  projectId: string,
  limit: number,
): Promise<readonly Pipeline[]> {
  const rows = await sql<{ body: Pipeline }>(
    `SELECT body FROM snapshot WHERE account_id = $1 AND project_id = $2 AND kind = 'pipeline'
     ORDER BY body->>'createdAt' DESC, length(key) DESC, key DESC LIMIT $3`,
    [toUuid(accountId), projectId, limit],
  );
  return rows.map(({ body }) => body);
}

/** The default ones alone. */
async function brokenBranches(
  sql: Sql,
  accountIds: readonly string[],
  since: Date,
): Promise<readonly BrokenBranch[]> {
  const rows = await sql<ProjectRow & { history: string; url: string | null; failed_at: string }>(
    `SELECT p.*, s.body->>'id' AS history, r.body->>'url' AS url, s.body->>'updatedAt' AS failed_at
     FROM snapshot s JOIN project p ON p.account_id = s.account_id AND p.id = s.project_id
     LEFT JOIN snapshot r ON r.account_id = s.account_id AND r.key = 'pipeline:' || (s.body->>'pipelineId')
     WHERE s.account_id = ANY($1::uuid[]) AND s.kind = 'branch-health' AND s.body->>'outcome' = 'failed'
       AND right(s.body->>'id', length(p.default_branch) + 1) = ':' || p.default_branch
       AND s.body->>'updatedAt' >= $2
     ORDER BY p.path, s.key`,
    [accountIds, since.toISOString()],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    project: toProject(row),
    name: nameOf(row.history, row),
    url: row.url,
    failedAt: new Date(row.failed_at),
  }));
}

/** `historyOf` without the project and the branch. */
function nameOf(history: string, { id, default_branch: branch }: ProjectRow): string | null {
  const name = history.slice(id.length + 1, -((branch ?? '').length + 1));
  return name === '' ? null : name;
}
