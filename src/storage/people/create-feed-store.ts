import { randomUUID } from 'node:crypto';
import type { FeedPlan, Wake } from '../../domain/feed.js';
import type { FeedStore, ForgeOverview } from '../../domain/ports/people-store.js';
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
    overview: (now) => overview(db.sql, now),
  };
}

interface OverviewRow {
  forge_url: string;
  accounts: number;
  refused: number;
  feeds: number;
  failing: number;
  lag: number;
  errors: string[] | null;
}

/** A refused account is not read, so that its feeds are not late. */
async function overview(sql: Sql, now: Date): Promise<readonly ForgeOverview[]> {
  const rows = await sql<OverviewRow>(
    `SELECT a.forge_url, count(DISTINCT a.id)::integer AS accounts,
       (count(DISTINCT a.id) FILTER (WHERE a.state = 'refused'))::integer AS refused,
       count(f.id)::integer AS feeds, (count(f.id) FILTER (WHERE f.last_error IS NOT NULL))::integer AS failing,
       greatest(0, coalesce(extract(epoch FROM $1::timestamptz - min(f.next_poll_at)), 0))::float AS lag,
       array_agg(DISTINCT f.last_error) FILTER (WHERE f.last_error IS NOT NULL) AS errors
     FROM account a LEFT JOIN feed f ON f.account_id = a.id AND a.state = 'active'
     GROUP BY a.forge_url ORDER BY a.forge_url`,
    [now],
  );
  return rows.map((row) => ({
    forgeUrl: row.forge_url,
    accounts: row.accounts,
    refusedAccounts: row.refused,
    feeds: row.feeds,
    failingFeeds: row.failing,
    lagSeconds: Math.round(row.lag),
    errors: row.errors ?? [],
  }));
}

/** See `FeedStore`. */
export async function reconcile(
  sql: Sql,
  accountId: string,
  plan: readonly FeedPlan[],
  now: Date,
): Promise<void> {
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
