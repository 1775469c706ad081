import type { Role } from '../../domain/actions/look.js';
import type { Identity } from '../../domain/account.js';
import type { ForgeEvent } from '../../domain/event.js';
import type { Notification } from '../../domain/notification.js';
import type { PollTransaction } from '../../domain/ports/poll-store.js';
import type { OwnProject } from '../../domain/project.js';
import { subjectKey, type Snapshot } from '../../domain/subject.js';
import type { Clock } from '../../domain/time.js';
import { branchesOf, personOf } from '../../domain/event-record.js';
import type { Watch } from '../../domain/watch.js';
import { pollDesks } from '../desks/poll-desks.js';
import { enqueue } from '../delivery/enqueue.js';
import { toStoredToken, toWatch, WATCH_COLUMNS, type WatchRow } from '../rows.js';
import { queueEvents } from '../reactions/distribute.js';
import { json, type Sql } from '../sql.js';
import { followRecorded } from './follow-recorded.js';
import { loadEventsOf } from './recent-events.js';
import { saveProgress } from './save-progress.js';
import { loadSpokenDeeds } from './spoken-deeds.js';
import { wakeFeeds } from './wake-feeds.js';

/** The statements of one poll, all through `sql`: the transaction that holds the account's row. */
export function pollTransaction(sql: Sql, accountId: string, clock: Clock): PollTransaction {
  return {
    loadSnapshots: (keys) => loadSnapshots(sql, accountId, keys),
    saveSnapshots: (snapshots) => saveSnapshots(sql, accountId, snapshots, clock()),
    loadWatches: (projectIds) => loadWatches(sql, accountId, projectIds),
    recordEvents: (events) => recordEvents(sql, accountId, events, clock()),
    loadEventsOf: (keys, which) => loadEventsOf(sql, accountId, { keys, ...which }),
    loadSpokenDeeds: (forgeUrl, comments) => loadSpokenDeeds(sql, forgeUrl, comments),
    enqueue: (notifications: readonly Notification[]) => enqueue(sql, notifications, clock()),
    desks: pollDesks(sql, accountId),
    queueReactions: (keys) => queueEvents(sql, accountId, keys),
    wake: (wakes, at, whom) => wakeFeeds(sql, accountId, { wakes, at, whom }),
    saveProgress: (feedId, progress) => saveProgress(sql, accountId, feedId, progress),
    markRefused: () => markRefused(sql, accountId),
    saveIdentity: (identity) => saveIdentity(sql, accountId, identity),
    followRecorded: (account, listed) => followRecorded(sql, accountId, account, { listed, now: clock() }),
    saveRoles: (roles) => saveRoles(sql, accountId, roles),
    saveProject: (project) => saveProject(sql, accountId, project),
  };
}

export async function loadSnapshots(
  sql: Sql,
  accountId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Snapshot>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<{ key: string; body: Snapshot }>(
    `SELECT key, body FROM snapshot WHERE account_id = $1 AND key = ANY($2::text[])`,
    [accountId, keys],
  );
  return new Map(rows.map((row) => [row.key, row.body]));
}

async function saveSnapshots(
  sql: Sql,
  accountId: string,
  snapshots: readonly Snapshot[],
  now: Date,
): Promise<void> {
  if (snapshots.length === 0) return;
  // The last of a key wins: one statement must not touch a row twice.
  const byKey = new Map(snapshots.map((snapshot) => [subjectKey(snapshot), snapshot]));
  const rows = [...byKey].map(([key, body]) => ({ key, kind: body.kind, project_id: body.projectId, body }));
  await sql(
    `INSERT INTO snapshot (account_id, key, kind, project_id, body, updated_at)
     SELECT $1::uuid, r.key, r.kind, r.project_id, r.body, $3::timestamptz
     FROM jsonb_to_recordset($2::jsonb) AS r (key text, kind text, project_id text, body jsonb)
     ON CONFLICT (account_id, key) DO UPDATE
       SET kind = excluded.kind, project_id = excluded.project_id, body = excluded.body,
           updated_at = excluded.updated_at`,
    [accountId, json(rows), now],
  );
}

async function loadWatches(
  sql: Sql,
  accountId: string,
  projectIds: readonly string[],
): Promise<readonly Watch[]> {
  if (projectIds.length === 0) return [];
  const rows = await sql<WatchRow>(
    `SELECT ${WATCH_COLUMNS} FROM watch w JOIN chat c ON c.key = w.chat_key
     WHERE w.account_id = $1 AND w.project_id = ANY($2::text[]) AND c.is_reachable
     ORDER BY w.created_at, w.id`,
    [accountId, projectIds],
  );
  return rows.map(toWatch);
}

async function recordEvents(
  sql: Sql,
  accountId: string,
  events: readonly ForgeEvent[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const rows = events.map((event, position) => ({
    position,
    key: event.key,
    type: event.type,
    project_id: event.projectId,
    body: event,
    actor: personOf(event),
    branches: branchesOf(event.subject),
    at: toIsoOrNull(event.at),
  }));
  const kept = await sql<{ key: string }>(
    `INSERT INTO event (account_id, key, type, project_id, body, actor, branches, at, created_at)
     SELECT $1::uuid, r.key, r.type, r.project_id, r.body, r.actor, r.branches, coalesce(r.at, $3::timestamptz),
       $3::timestamptz
     FROM jsonb_to_recordset($2::jsonb) AS r (position integer, key text, type text, project_id text, body jsonb,
       actor text, branches text[], at timestamptz)
     ORDER BY r.position
     ON CONFLICT (account_id, key) DO NOTHING RETURNING key`,
    [accountId, json(rows), now],
  );
  return new Set(kept.map((row) => row.key));
}

function toIsoOrNull(at: string): string | null {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

async function markRefused(sql: Sql, accountId: string): Promise<boolean> {
  const rows = await sql(
    `UPDATE account SET state = 'refused' WHERE id = $1 AND state = 'active' RETURNING id`,
    [accountId],
  );
  return rows.length > 0;
}

async function saveIdentity(sql: Sql, accountId: string, { user, token }: Identity): Promise<void> {
  await sql(`UPDATE account SET user_login = $2, user_name = $3, token = $4::jsonb WHERE id = $1`, [
    accountId,
    user.login,
    user.name,
    json(toStoredToken(token)),
  ]);
}

async function saveRoles(sql: Sql, accountId: string, roles: ReadonlyMap<string, Role>): Promise<void> {
  const rows = [...roles].map(([id, role]) => ({ id, role }));
  await sql(
    `UPDATE project p SET role = r.role FROM jsonb_to_recordset($2::jsonb) AS r (id text, role text)
     WHERE p.account_id = $1 AND p.id = r.id AND p.role IS DISTINCT FROM r.role`,
    [accountId, json(rows)],
  );
}

async function saveProject(sql: Sql, accountId: string, project: OwnProject): Promise<boolean> {
  const { id, path, name, url, defaultBranch, role = null } = project;
  const rows = await sql(
    `UPDATE project SET path = $3, name = $4, url = $5, default_branch = $6, role = COALESCE($7, role)
     WHERE account_id = $1 AND id = $2
       AND (path, name, url, default_branch, role) IS DISTINCT FROM ($3, $4, $5, $6, COALESCE($7, role)) RETURNING id`,
    [accountId, id, path, name, url, defaultBranch, role],
  );
  return rows.length > 0;
}
