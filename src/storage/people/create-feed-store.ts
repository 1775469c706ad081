import { randomUUID } from 'node:crypto';
import type { FeedPlan, Wake } from '../../domain/feed.js';
import type { FeedStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { lockAccounts, refreshDue } from '../polling/account-lock.js';
import { FEED_COLUMNS, wokenAt } from '../polling/feed-sql.js';
import { toFeed, type FeedRow } from '../rows.js';
import { json, type Sql } from '../sql.js';
import { wakeFeeds } from '../polling/wake-feeds.js';
import { wakeAll } from './wake-all.js';

export function createFeedStore(db: Database): FeedStore {
  return {
    reconcile: (accountId, plan, now) => db.transaction((sql) => reconcile(sql, accountId, plan, now)),
    wakeAll: (accountId, now) => db.transaction((sql) => wakeAll(sql, accountId, now)),
    wake: (accountId, wakes, now) => db.transaction((sql) => wake(sql, accountId, wakes, now)),
    async listOf(accountId) {
      const rows = await db.sql<FeedRow>(
        `SELECT ${FEED_COLUMNS} FROM feed f JOIN account a ON a.id = f.account_id
         WHERE f.account_id = $1 ORDER BY f.kind, f.project_id NULLS FIRST`,
        [accountId],
      );
      return rows.map(toFeed);
    },
  };
}

async function reconcile(sql: Sql, accountId: string, plan: readonly FeedPlan[], now: Date): Promise<void> {
  await lockAccounts(sql, [accountId]);
  await removeUnplanned(sql, accountId, plan);
  if (await addPlanned(sql, accountId, plan, now)) await wakeOwn(sql, accountId, now);
  await refreshDue(sql, [accountId]);
}

const PLAN = `jsonb_to_recordset($2::jsonb) AS r (id uuid, kind text, project_id text)`;

function toRows(plan: readonly FeedPlan[]): string | null {
  return json(plan.map(({ kind, projectId }) => ({ id: randomUUID(), kind, project_id: projectId })));
}

async function removeUnplanned(sql: Sql, accountId: string, plan: readonly FeedPlan[]): Promise<void> {
  await sql(
    `DELETE FROM feed WHERE account_id = $1 AND NOT EXISTS (
       SELECT 1 FROM ${PLAN} WHERE r.kind = feed.kind AND r.project_id IS NOT DISTINCT FROM feed.project_id)`,
    [accountId, toRows(plan)],
  );
}

/** An account that was removed meanwhile gets none. True when a project is read that was not read before. */
async function addPlanned(
  sql: Sql,
  accountId: string,
  plan: readonly FeedPlan[],
  now: Date,
): Promise<boolean> {
  const added = await sql<{ project_id: string | null }>(
    `INSERT INTO feed (id, account_id, kind, project_id, next_poll_at)
     SELECT r.id, a.id, r.kind, r.project_id, $3::timestamptz FROM ${PLAN} JOIN account a ON a.id = $1
     ON CONFLICT DO NOTHING RETURNING project_id`,
    [accountId, toRows(plan), now],
  );
  return added.some((row) => row.project_id !== null);
}

async function wake(sql: Sql, accountId: string, wakes: readonly Wake[], at: Date): Promise<void> {
  await lockAccounts(sql, [accountId]);
  await wakeFeeds(sql, accountId, { wakes, at, whom: 'all' });
  await refreshDue(sql, [accountId]);
}

/**
 * The account's own merge requests and issues of a project, and the wikis of its groups, are history at the next read,
 * so it must not be long until then.
 */
async function wakeOwn(sql: Sql, accountId: string, now: Date): Promise<void> {
  await sql(
    `UPDATE feed SET ${wokenAt('$2')}
     WHERE account_id = $1 AND kind IN ('merge-requests', 'issues', 'group-wikis') AND project_id IS NULL`,
    [accountId, now],
  );
}
