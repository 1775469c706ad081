import type { PageEnd, Progress, TimelineStore } from '../../domain/ports/timeline-store.js';
import type { Database } from '../database.js';
import { toProject, type ProjectRow } from '../rows.js';
import type { Sql } from '../sql.js';
import { findNewest } from './find-newest.js';
import { byPosition, findSince, mergeNext } from './find-since.js';
import { loadCourse } from './load-course.js';
import { loadEvents } from './load-events.js';
import { filtersOf, READABLE } from './readable.js';

/** The accounts of a person are few: each is searched by itself, by indexes that begin with it. */
export function createTimelineStore({ sql }: Pick<Database, 'sql'>): TimelineStore {
  return {
    async newest({ onlookers, filter, before, limit }) {
      const ids = onlookers.map(({ id }) => id);
      const found: PageEnd[] = [];
      for (const one of await filtersOf(sql, ids, filter)) {
        found.push(...(await findNewest(sql, { filter: one, before, limit })));
      }
      const page = found.sort(newestFirst).slice(0, limit);
      const end = page.length < limit ? undefined : page.at(-1);
      return {
        events: await loadEvents(
          sql,
          ids,
          page.map(({ position }) => position),
        ),
        end: end ?? null,
      };
    },
    async since({ onlookers, filter, after, limit }) {
      const ids = onlookers.map(({ id }) => id);
      // Asked before it is known what can be read: nothing of a project that can be read since then is passed over.
      const head = await headOf(sql, ids);
      const accounts = [];
      for (const one of await filtersOf(sql, ids, filter)) {
        const [from, upTo] = [after.get(one.accountId) ?? '0', head.get(one.accountId) ?? '0'];
        accounts.push(await findSince(sql, { filter: one, after: from, upTo, limit }));
      }
      const { positions, progress, hasMore } = mergeNext(accounts, limit);
      const events = await loadEvents(sql, ids, positions);
      return { events, progress: new Map([...after, ...progress]), hasMore };
    },
    course: (query) => loadCourse(sql, query),
    head: (accountIds) => headOf(sql, accountIds),
    async projects(onlookers) {
      const rows = await sql<ProjectRow>(
        `WITH ${READABLE} SELECT DISTINCT ON (r.path) r.* FROM readable r ORDER BY r.path, r.account_id`,
        [onlookers.map(({ id }) => id)],
      );
      return rows.map(toProject);
    },
  };
}

async function headOf(sql: Sql, accountIds: readonly string[]): Promise<Progress> {
  const rows = await sql<{ account_id: string; position: string }>(
    `SELECT a.id AS account_id, coalesce(e.id, 0)::text AS position FROM unnest($1::uuid[]) AS a (id)
     LEFT JOIN LATERAL (SELECT id FROM event WHERE account_id = a.id ORDER BY id DESC LIMIT 1) e ON true`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, row.position]));
}

function newestFirst(one: PageEnd, other: PageEnd): number {
  return other.at.getTime() - one.at.getTime() || byPosition(other.position, one.position);
}
