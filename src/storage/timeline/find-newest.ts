import type { PageEnd } from '../../domain/ports/timeline-store.js';
import type { Sql } from '../sql.js';
import {
  eachProjectSql,
  leadsOf,
  pairedSql,
  type NewestSearch,
  type Statement,
  stretchSql,
} from './newest-sql.js';

/**
 * Events that one look at an index may pass over: few at first, for each is a page of the table to read. A filter that
 * fewer than a page of the last ones fit is searched by its pairs: those are few events then.
 */
const STRETCHES = [200, 2_000];

interface FoundRow {
  readonly id: string | null;
  readonly at: Date;
  readonly isAll?: boolean;
}

/** Where the newest events of one account that fit are, in no order. */
export async function findNewest(sql: Sql, search: NewestSearch): Promise<readonly PageEnd[]> {
  const { filter, limit } = search;
  const run = ({ text, values }: Statement): Promise<FoundRow[]> => sql<FoundRow>(text, values);
  const leads = leadsOf(filter);
  for (const stretch of STRETCHES) {
    for (const lead of leads) {
      const rows = await run(stretchSql(search, lead, stretch));
      const found = placesOf(rows);
      if (found.length === limit || rows[0]?.isAll === true) return found;
    }
  }
  const isOpen = leads.every(({ column }) => column === 'time');
  return placesOf(await run(isOpen ? eachProjectSql(search) : pairedSql(search)));
}

function placesOf(rows: readonly FoundRow[]): readonly PageEnd[] {
  return rows.flatMap(({ id, at }) => (id === null ? [] : [{ at, position: id }]));
}
