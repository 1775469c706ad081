import type { TimelineFilter } from '../../domain/ports/timeline-store.js';
import type { Sql } from '../sql.js';
import type { AccountFilter } from './account-filter.js';

/** Projects that the accounts `$1` watch, but for those that their forges keep from them now. */
export const READABLE = `readable AS MATERIALIZED (
  SELECT p.* FROM project p
  WHERE p.account_id = ANY($1::uuid[]) AND NOT EXISTS (
    SELECT 1 FROM snapshot s WHERE s.account_id = p.account_id AND s.key = 'project-access:' || p.id
      AND (s.body->>'isLost')::boolean))`;

/** The filter for each of the accounts that can read one of its projects. */
export async function filtersOf(
  sql: Sql,
  accountIds: readonly string[],
  { projectPath, ...rest }: TimelineFilter,
): Promise<readonly AccountFilter[]> {
  const rows = await sql<{ account_id: string; ids: string[] }>(
    `WITH ${READABLE} SELECT r.account_id, array_agg(r.id) AS ids FROM readable r
     WHERE $2::text IS NULL OR lower(r.path) = lower($2) GROUP BY r.account_id`,
    [accountIds, projectPath],
  );
  return rows.map(({ account_id, ids }) => ({ ...rest, accountId: account_id, projectIds: ids }));
}
