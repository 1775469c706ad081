import { beforeAll, expect, it } from '@jest/globals';
import { EVERYTHING, type TimelineFilter } from '../../../src/domain/ports/timeline-store.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import type { AccountFilter } from '../../../src/storage/timeline/account-filter.js';
import { eachProjectSql, leadsOf, pairedSql, stretchSql } from '../../../src/storage/timeline/newest-sql.js';
import { filtersOf } from '../../../src/storage/timeline/readable.js';
import { sinceSql } from '../../../src/storage/timeline/since-sql.js';
import { fillTimeline } from '../../bench/timeline/fill-timeline.js';
import { filtersToMeasure } from '../../bench/timeline/filters.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { NOON } from './fixtures.js';

const EVENTS = 14_000;
const LIMIT = 50;
const SLOW_MACHINE_MS = 120_000;

describeOnEachDatabase('the timeline of many events', (open, database) => {
  let storage: Storage;
  let accountId: string;
  const filters = filtersToMeasure(NOON).map(({ what, filter }) => ({
    what,
    filter: { ...EVERYTHING, ...filter },
  }));

  beforeAll(async () => {
    storage = await open();
    accountId = await fillTimeline(storage.people, database.connection().db.sql, {
      events: EVENTS,
      now: NOON,
    });
    await database.sql('ANALYZE event');
  }, SLOW_MACHINE_MS);

  async function planOf({ text, values }: { text: string; values: readonly unknown[] }): Promise<string> {
    const rows = await database.sql<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  async function naive(filter: TimelineFilter): Promise<readonly string[]> {
    const rows = await database.sql<{ key: string }>(
      `SELECT e.key FROM event e JOIN project p ON p.account_id = e.account_id AND p.id = e.project_id
       WHERE ($1::text IS NULL OR p.path = $1) AND ($2::text[] IS NULL OR e.type = ANY($2))
         AND ($3::text IS NULL OR e.actor = $3) AND ($4::text[] IS NULL OR e.branches && $4)
         AND ($5::timestamptz IS NULL OR e.at >= $5) AND ($6::timestamptz IS NULL OR e.at < $6)
       ORDER BY e.at DESC, e.id DESC LIMIT ${LIMIT}`,
      [filter.projectPath, filter.types, filter.actor, filter.branches, filter.from, filter.to],
    );
    return rows.map(({ key }) => key);
  }

  it(
    'is never read whole, whatever it is filtered by',
    async () => {
      const plans = new Map<string, string>();
      for (const { what, filter } of filters) {
        for (const one of await filtersOf(database.connection().db.sql, [accountId], filter)) {
          const search = { filter: one, before: { at: NOON, position: '999999' }, limit: LIMIT };
          for (const lead of leadsOf(one))
            plans.set(`${what} by ${lead.column}`, await planOf(stretchSql(search, lead, 2_000)));
          plans.set(`${what} of each project`, await planOf(eachProjectSql(search)));
          if (hasPairs(one)) plans.set(`${what} by pairs`, await planOf(pairedSql(search)));
          plans.set(
            `${what} since`,
            await planOf(sinceSql({ filter: one, after: '5', upTo: '900000', limit: LIMIT }, 10_000)),
          );
        }
      }

      const whole = [...plans].filter(([, plan]) => /Seq Scan on event/.test(plan)).map(([what]) => what);
      expect(plans.size).toBeGreaterThan(filters.length);
      expect(whole).toEqual([]);
      expect(plans.get('person by actor')).toContain('event_by_actor');
      expect(plans.get('branch by branch')).toMatch(/event_on_branch[^]*event_on_other_branch/);
      expect(plans.get('kind by type')).toContain('event_by_type');
      expect(plans.get('branch by pairs')).toContain('event_by_pairs');
    },
    SLOW_MACHINE_MS,
  );

  it(
    'shows by each filter, and all of them together, what a plain search of the table finds',
    async () => {
      const onlookers = [{ id: accountId, forgeUrl: 'https://gitlab.example.com' }];
      const found: Record<string, readonly string[]> = {};
      const expected: Record<string, readonly string[]> = {};
      for (const { what, filter } of filters) {
        const page = await storage.people.timeline.newest({ onlookers, filter, before: null, limit: LIMIT });
        found[what] = page.events.map(({ event }) => event.key);
        expected[what] = await naive(filter);
      }

      expect(found).toEqual(expected);
      expect(expected['branch that hardly occurs']!.length).toBeGreaterThan(0);
      expect(expected['branch that hardly occurs']!.length).toBeLessThan(LIMIT);
    },
    SLOW_MACHINE_MS,
  );

  it('gives a reader with a filter everything that fits, page by page', async () => {
    const onlookers = [{ id: accountId, forgeUrl: 'https://gitlab.example.com' }];
    const filter = { ...EVERYTHING, branches: ['rare'] };
    const keys: string[] = [];
    let after: ReadonlyMap<string, string> = new Map();
    for (let hasMore = true; hasMore;) {
      const page = await storage.people.timeline.since({ onlookers, filter, after, limit: LIMIT });
      keys.push(...page.events.map(({ event }) => event.key));
      ({ progress: after, hasMore } = page);
    }

    expect(keys.reverse()).toEqual(await naive(filter));
  });
});

function hasPairs({ types, actor, branches }: AccountFilter): boolean {
  return types !== null || actor !== null || branches !== null;
}
