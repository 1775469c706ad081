import type { WatchedProject, WatchStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { lockAccounts, refreshDue } from '../polling/account-lock.js';
import {
  ACCOUNT_COLUMNS,
  toProject,
  toWatch,
  WATCH_COLUMNS,
  type AccountRow,
  type ProjectRow,
  type WatchRow,
} from '../rows.js';
import type { Sql } from '../sql.js';
import { toUuid } from '../uuid.js';
import type { Vault } from '../vault.js';
import { putWatch, removeWatch, setFilter } from './put-watch.js';

/** What belonged to a topic that is gone is told to the group itself, and is within its reach. */
const HEARD_IN_CHAT = `(w.chat_key = $1 OR w.chat_key IN (
  SELECT c.key FROM chat c JOIN lane l ON l.chat_key = c.key WHERE c.chat_id = $1 AND l.is_topic_lost))`;

/** What it was is kept until the mute ends. */
const SET_LEVEL = `UPDATE watch SET level = $2, filter = NULL,
    before_mute = CASE WHEN $2 <> 'muted' THEN NULL WHEN level = 'muted' THEN before_mute
      ELSE jsonb_build_object('level', level, 'filter', filter) END
  WHERE id = $1`;

const UNMUTE = `UPDATE watch SET muted_until = NULL, before_mute = NULL,
    level = CASE WHEN level = 'muted' THEN coalesce(before_mute ->> 'level', $2) ELSE level END,
    filter = CASE WHEN level = 'muted' THEN nullif(before_mute -> 'filter', 'null') ELSE filter END
  WHERE id = $1`;

export function createWatchStore(db: Database, vault: Vault): WatchStore {
  const list = (where: string, value: string | null) => listWatched(db.sql, vault, where, value);
  return {
    put: (watch) => db.transaction((sql) => putWatch(sql, watch)),
    find: async (watchId) => (await list('w.id = $1', toUuid(watchId)))[0] ?? null,
    listOfChat: (chatKey) => list(HEARD_IN_CHAT, chatKey),
    listOfAccount: (accountId) => list('w.account_id = $1', toUuid(accountId)),
    async setLevel(watchId, level) {
      await db.sql(SET_LEVEL, [toUuid(watchId), level]);
    },
    setFilter: (watchId, filter) => setFilter(db.sql, watchId, filter),
    async mute(watchId, until) {
      await db.sql(`UPDATE watch SET muted_until = $2 WHERE id = $1`, [toUuid(watchId), until]);
    },
    async unmute(watchId, usualLevel) {
      await db.sql(UNMUTE, [toUuid(watchId), usualLevel]);
    },
    confirm: (watchId) => db.transaction((sql) => confirm(sql, watchId)),
    async noteRole(accountId, projectId, role) {
      await db.sql(
        `UPDATE project SET role = $3 WHERE account_id = $1 AND id = $2 AND role IS DISTINCT FROM $3`,
        [toUuid(accountId), projectId, role],
      );
    },
    async roleOf(accountId, projectId) {
      const [row] = await db.sql<Pick<ProjectRow, 'role'>>(
        `SELECT role FROM project WHERE account_id = $1 AND id = $2`,
        [toUuid(accountId), projectId],
      );
      return row?.role ?? null;
    },
    remove: (watchId) => db.transaction((sql) => remove(sql, watchId)),
  };
}

interface JoinedRow {
  watch: WatchRow;
  project: ProjectRow;
  account: AccountRow;
}

async function listWatched(
  sql: Sql,
  vault: Vault,
  where: string,
  value: string | null,
): Promise<WatchedProject[]> {
  const rows = await sql<WatchRow & { position: number }>(
    `SELECT ${WATCH_COLUMNS} FROM watch w WHERE ${where} ORDER BY w.created_at, w.id`,
    [value],
  );
  const ids = rows.map((row) => row.id);
  const projects = await sql<ProjectRow & { watch_id: string }>(
    `SELECT w.id AS watch_id, p.* FROM watch w JOIN project p ON p.account_id = w.account_id AND p.id = w.project_id
     WHERE w.id = ANY($1::uuid[])`,
    [ids],
  );
  const accounts = await sql<AccountRow>(
    `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.id = ANY($1::uuid[])`,
    [rows.map((row) => row.account_id)],
  );
  return join(rows, projects, accounts).map(({ watch, project, account }) => ({
    watch: toWatch(watch),
    project: toProject(project),
    account: vault.describe(account),
  }));
}

/** A watch that was removed between two of the looks is left out. */
function join(
  watches: readonly WatchRow[],
  projects: readonly (ProjectRow & { watch_id: string })[],
  accounts: readonly AccountRow[],
): JoinedRow[] {
  const projectOf = new Map(projects.map((row) => [row.watch_id, row]));
  const accountOf = new Map(accounts.map((row) => [row.id, row]));
  return watches.flatMap((watch) => {
    const project = projectOf.get(watch.id);
    const account = accountOf.get(watch.account_id);
    return project === undefined || account === undefined ? [] : [{ watch, project, account }];
  });
}

async function accountOf(sql: Sql, watchId: string): Promise<string | null> {
  const [row] = await sql<{ account_id: string }>(`SELECT account_id FROM watch WHERE id = $1`, [
    toUuid(watchId),
  ]);
  return row?.account_id ?? null;
}

async function confirm(sql: Sql, watchId: string): Promise<void> {
  const accountId = await accountOf(sql, watchId);
  if (accountId === null) return;
  await lockAccounts(sql, [accountId]);
  await sql(`UPDATE watch SET is_confirmed = true WHERE id = $1`, [toUuid(watchId)]);
  await refreshDue(sql, [accountId]);
}

async function remove(sql: Sql, watchId: string): Promise<void> {
  const accountId = await accountOf(sql, watchId);
  if (accountId === null) return;
  await lockAccounts(sql, [accountId]);
  await removeWatch(sql, accountId, watchId);
  await refreshDue(sql, [accountId]);
}
