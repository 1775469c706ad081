import type { Course, TimelineStore } from '../../domain/ports/timeline-store.js';
import { MEASURED, type Measure } from '../../domain/project-figures.js';
import type { Sql } from '../sql.js';
import { READABLE } from './readable.js';

interface MeasureRow {
  readonly type: Measure['type'];
  readonly at: Date;
  readonly subject_id: string;
  readonly created_at: string;
  readonly seconds: number | null;
  readonly is_by_author: boolean;
  readonly is_draft: boolean;
}

type Query = Parameters<TimelineStore['course']>[0];

export async function loadCourse(sql: Sql, query: Query): Promise<Course> {
  const measures = await loadMeasures(sql, query);
  return { measures, seenSince: await seenSince(sql, query) };
}

/** Bodies are large: no more leaves the database than is counted. */
async function loadMeasures(
  sql: Sql,
  { accountId, projectId, from, limit }: Query,
): Promise<readonly Measure[]> {
  const rows = await sql<MeasureRow>(
    `WITH ${READABLE}, measured AS (
       SELECT e.id, e.type, e.at, e.body->'subject' AS subject, e.body->'actor'->>'id' AS actor_id FROM event e
       WHERE e.account_id = ANY($1::uuid[]) AND e.project_id = $2 AND e.at >= $3::timestamptz
         AND e.type = ANY($4::text[]) AND EXISTS (SELECT FROM readable r WHERE r.id = e.project_id)
       ORDER BY e.at DESC, e.id DESC LIMIT $5)
     SELECT type, at, subject->>'id' AS subject_id, subject->>'createdAt' AS created_at,
       (subject->>'durationSeconds')::float8 AS seconds,
       coalesce(actor_id = subject->'author'->>'id', false) AS is_by_author,
       coalesce((subject->>'isDraft')::boolean, false) AS is_draft
     FROM measured ORDER BY at, id`,
    [[accountId], projectId, from, MEASURED, limit],
  );
  return rows.map((row) => ({
    type: row.type,
    at: row.at,
    subjectId: row.subject_id,
    createdAt: new Date(row.created_at),
    durationSeconds: row.seconds,
    isByAuthor: row.is_by_author,
    isDraft: row.is_draft,
  }));
}

async function seenSince(sql: Sql, { accountId, projectId }: Query): Promise<Date | null> {
  const [row] = await sql<{ created_at: Date }>(
    `SELECT created_at FROM event WHERE account_id = $1::uuid AND project_id = $2 ORDER BY at, id LIMIT 1`,
    [accountId, projectId],
  );
  return row?.created_at ?? null;
}
