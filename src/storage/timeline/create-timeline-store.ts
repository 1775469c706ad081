import { createHash } from 'node:crypto';
import type { ForgeEvent } from '../../domain/event.js';
import type { Forge } from '../../domain/forge.js';
import type { Progress, TimelineStore } from '../../domain/ports/timeline-store.js';
import type { KeptEvent } from '../../domain/timeline.js';
import type { Database } from '../database.js';
import { toProject, type ProjectRow } from '../rows.js';
import { idsOf, newestSql, READABLE, sinceSql, type Statement } from './timeline-sql.js';

interface EntryRow {
  position: string;
  account_id: string;
  key: string;
  body: ForgeEvent;
  at: Date;
  created_at: Date;
  forge_kind: Forge['kind'];
  forge_url: string;
  project: ProjectRow;
  is_first: boolean;
}

export function createTimelineStore({ sql }: Database): TimelineStore {
  const rowsOf = ({ text, parameters }: Statement): Promise<EntryRow[]> => sql<EntryRow>(text, parameters);
  return {
    async newest(query) {
      const rows = await rowsOf(newestSql(query));
      const last = rows.length < query.limit ? undefined : rows.at(-1);
      const end = last === undefined ? null : { at: last.at, position: last.position };
      return { events: firstOf(rows), end };
    },
    async since(query) {
      const rows = await rowsOf(sinceSql(query));
      const progress = new Map([
        ...query.after,
        ...rows.map((row) => [row.account_id, row.position] as const),
      ]);
      return { events: firstOf(rows), progress, hasMore: rows.length === query.limit };
    },
    async head(onlookers): Promise<Progress> {
      const rows = await sql<{ account_id: string; position: string }>(
        `SELECT a.id AS account_id, coalesce(e.id, 0)::text AS position FROM unnest($1::uuid[]) AS a (id)
         LEFT JOIN LATERAL (SELECT id FROM event WHERE account_id = a.id ORDER BY id DESC LIMIT 1) e ON true`,
        [idsOf(onlookers)],
      );
      return new Map(rows.map((row) => [row.account_id, row.position]));
    },
    async projects(onlookers) {
      const rows = await sql<ProjectRow>(
        `WITH ${READABLE} SELECT DISTINCT ON (r.path) r.* FROM readable r ORDER BY r.path, r.account_id`,
        [idsOf(onlookers)],
      );
      return rows.map(toProject);
    },
  };
}

function firstOf(rows: readonly EntryRow[]): readonly KeptEvent[] {
  return rows.filter((row) => row.is_first).map(toKeptEvent);
}

function toKeptEvent(row: EntryRow): KeptEvent {
  const forge = { kind: row.forge_kind, url: row.forge_url };
  return {
    id: nameOf(forge.url, row.body.projectId, row.key),
    forge,
    project: toProject(row.project),
    event: row.body,
    at: row.at,
    seenAt: row.created_at,
  };
}

/** Of the happening, not of the row: what another account of the person saw has the same. */
function nameOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);
}
