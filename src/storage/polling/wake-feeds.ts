import type { Wake } from '../../domain/feed.js';
import { json, type Sql } from '../sql.js';
import { IS_LOOKOUT, wokenAt } from './feed-sql.js';

interface WakeUp {
  readonly wakes: readonly Wake[];
  readonly at: Date;
  readonly whom: 'all' | 'lookouts';
}

export async function wakeFeeds(sql: Sql, accountId: string, { wakes, at, whom }: WakeUp): Promise<void> {
  if (wakes.length === 0) return;
  await sql(
    `UPDATE feed f SET ${wokenAt('$3')}
     FROM jsonb_to_recordset($2::jsonb) AS r (kind text, "projectId" text), account a
     WHERE f.account_id = $1 AND a.id = f.account_id
       AND f.kind = r.kind AND f.project_id IS NOT DISTINCT FROM r."projectId"
       ${whom === 'all' ? '' : `AND ${IS_LOOKOUT}`}`,
    [accountId, json(wakes), at],
  );
}
