import { randomUUID } from 'node:crypto';
import type { WatchStore } from '../../domain/ports/people-store.js';
import type { Project } from '../../domain/project.js';
import { lockAccounts, refreshDue } from '../polling/account-lock.js';
import type { WatchFilter } from '../../domain/watch-filter.js';
import { toWatch, WATCH_COLUMNS, type WatchRow } from '../rows.js';
import { json, type Sql } from '../sql.js';
import { toUuid } from '../uuid.js';

type NewWatch = Parameters<WatchStore['put']>[0];
type Put = Awaited<ReturnType<WatchStore['put']>>;

/** The chat must be remembered already. A confirmation that was given stays given. */
export async function putWatch(sql: Sql, watch: NewWatch): Promise<Put> {
  const { accountId, project } = watch;
  await lockAccounts(sql, [accountId]);
  const [known] = await sql(`SELECT 1 FROM watch WHERE account_id = $1 AND project_id = $2 LIMIT 1`, [
    accountId,
    project.id,
  ]);
  // What is left of an earlier time would make news of everything that happened since.
  if (known === undefined) await forgetProject(sql, accountId, project.id);
  await saveProject(sql, accountId, project);
  const put = await upsert(sql, watch);
  await refreshDue(sql, [accountId]);
  return put;
}

/** Makes the level `custom`. */
export async function setFilter(sql: Sql, watchId: string, filter: WatchFilter): Promise<void> {
  await sql(`UPDATE watch SET level = 'custom', filter = $2::jsonb, before_mute = NULL WHERE id = $1`, [
    toUuid(watchId),
    json(filter),
  ]);
}

/** Under the account's lock, which the caller holds; with the last watch of a project goes what is known of it. */
export async function removeWatch(sql: Sql, accountId: string, watchId: string): Promise<void> {
  const [row] = await sql<{ project_id: string }>(
    `DELETE FROM watch WHERE id::text = $1 RETURNING project_id`,
    [watchId],
  );
  if (row === undefined) return;
  const [left] = await sql(`SELECT 1 FROM watch WHERE account_id = $1 AND project_id = $2 LIMIT 1`, [
    accountId,
    row.project_id,
  ]);
  if (left === undefined) await forgetProject(sql, accountId, row.project_id);
}

/** Removes what the account knows of a project that it no longer watches. */
async function forgetProject(sql: Sql, accountId: string, projectId: string): Promise<void> {
  for (const [table, key] of [
    ['snapshot', 'project_id'],
    ['feed', 'project_id'],
    ['project', 'id'],
  ] as const) {
    await sql(`DELETE FROM ${table} WHERE account_id = $1 AND ${key} = $2`, [accountId, projectId]);
  }
}

async function saveProject(sql: Sql, accountId: string, project: Project): Promise<void> {
  await sql(
    `INSERT INTO project (account_id, id, path, name, url, default_branch) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (account_id, id) DO UPDATE
       SET path = excluded.path, name = excluded.name, url = excluded.url, default_branch = excluded.default_branch`,
    [accountId, project.id, project.path, project.name, project.url, project.defaultBranch],
  );
}

async function upsert(sql: Sql, watch: NewWatch): Promise<Put> {
  const id = randomUUID();
  const [row] = await sql<WatchRow>(
    `INSERT INTO watch AS w (id, chat_key, account_id, project_id, level, is_confirmed, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (chat_key, account_id, project_id) DO UPDATE
       SET level = excluded.level, filter = NULL, before_mute = NULL, is_confirmed = w.is_confirmed OR excluded.is_confirmed
     RETURNING ${WATCH_COLUMNS}`,
    [id, watch.chatKey, watch.accountId, watch.project.id, watch.level, watch.isConfirmed, watch.now],
  );
  if (row === undefined) throw new Error('INSERT returned no row.');
  return { watch: toWatch(row), isNew: row.id === id };
}
