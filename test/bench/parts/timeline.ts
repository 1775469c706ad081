import { performance } from 'node:perf_hooks';
import { EVERYTHING, type TimelineFilter } from '../../../src/domain/ports/timeline-store.js';
import type { TimelineStore } from '../../../src/domain/ports/timeline-store.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import type { Sql } from '../../../src/storage/sql.js';
import { findChromium } from '../../e2e/find-chromium.js';
import { GITLAB } from '../../support/builders.js';
import { makePlace, openBenchStorage } from '../bench-storage.js';
import type { BenchOptions } from '../options.js';
import { createQuietLogger } from '../quiet-logger.js';
import { percentile } from '../statistics.js';
import { number, renderTable, type Row } from '../table.js';
import { fillTimeline, OWNER } from '../timeline/fill-timeline.js';
import { filtersToMeasure } from '../timeline/filters.js';
import { openPages } from '../timeline/open-page.js';

const PAGE = 50;
const ROUNDS = 15;

/** Of the page in a browser: what most look at, and what is the hardest to find. */
const QUERIES = {
  nothing: '',
  project: 'project=group%2Fapp-1',
  'kind and branch that never meet': 'topic=issues&branch=main',
} as const;
const OPENINGS = 5;

/** The first page of the timeline by each filter, beside a plain search that reads the table along. */
export async function measureTimeline({ databaseUrl, events }: BenchOptions): Promise<string> {
  const now = new Date();
  const place = await makePlace(databaseUrl);
  const { storage, sql } = await openBenchStorage(place, { logger: createQuietLogger(), clock: () => now });
  try {
    const begun = performance.now();
    const accountId = await fillTimeline(storage.people, sql, { events, now });
    const perEvent = (performance.now() - begun) / events;
    await sql('VACUUM ANALYZE event');
    const rows: Row[] = [];
    for (const { what, filter } of filtersToMeasure(now)) {
      const whole = { ...EVERYTHING, ...filter };
      const search = await timeSearch(storage.people.timeline, accountId, whole);
      const naive = await timeNaive(sql, accountId, whole);
      rows.push({
        what: `first page by ${what} (${search.found} found): fastest / median / p95`,
        value: describe(search, naive),
        budget: '100 ms',
      });
    }
    const title = `Timeline of ${number(events)} events, ${databaseUrl === null ? 'embedded database' : 'PostgreSQL server'}`;
    return renderTable(title, [
      ...rows,
      ...(await openingRows(storage)),
      ...(await sizeRows(sql)),
      { what: 'keeping an event', value: `${number(perEvent, 3)} ms` },
    ]);
  } finally {
    await storage.close();
    await place.remove();
  }
}

interface Search {
  readonly found: number;
  readonly sample: readonly number[];
}

async function timeSearch(
  timeline: TimelineStore,
  accountId: string,
  filter: TimelineFilter,
): Promise<Search> {
  const onlookers = [{ id: accountId, forgeUrl: GITLAB.url }];
  const sample: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const page = await timeline.newest({ onlookers, filter, before: null, limit: PAGE });
    sample.push(performance.now() - begun);
    found = page.events.length;
  }
  return { found, sample };
}

/** Once: it says by which factor, and can take seconds. No index is any help to `coalesce`. */
async function timeNaive(sql: Sql, accountId: string, filter: TimelineFilter): Promise<number> {
  const begun = performance.now();
  await sql(
    `SELECT e.* FROM event e JOIN project p ON p.account_id = e.account_id AND p.id = e.project_id
     WHERE e.account_id::text = $7 AND coalesce(p.path = $1, true) AND coalesce(e.type = ANY($2::text[]), true)
       AND coalesce(e.actor = $3, $3::text IS NULL) AND coalesce(e.branches && $4::text[], true)
       AND coalesce(e.at >= $5::timestamptz, true) AND coalesce(e.at < $6::timestamptz, true)
     ORDER BY e.at DESC, e.id DESC LIMIT ${PAGE}`,
    [filter.projectPath, filter.types, filter.actor, filter.branches, filter.from, filter.to, accountId],
  );
  return performance.now() - begun;
}

/** The fastest says what the search costs, the others what else the machine did. */
function describe({ sample }: Search, naive: number): string {
  const ratio = number(naive / Math.min(...sample), 0);
  return `${timesOf(sample, 0.95)} ms; without an index ${number(naive, 0)} ms, ${ratio} : 1`;
}

async function openingRows({ people }: Storage): Promise<readonly Row[]> {
  const chromium = findChromium();
  if (chromium === null) return [{ what: 'page in Chromium', value: 'not measured: none was found' }];
  const looks = { chromium, stores: people, personId: OWNER, rounds: OPENINGS };
  const samples = await openPages({ ...looks, queries: Object.values(QUERIES) });
  return Object.keys(QUERIES).map((what, index) => ({
    what: `page in Chromium by ${what}: fastest / median / slowest`,
    value: `${timesOf(samples[index] ?? [], 1)} ms`,
    budget: '1,000 ms',
  }));
}

/** `most`: the percentile that stands for the worst. */
function timesOf(sample: readonly number[], most: number): string {
  const times = [Math.min(...sample), percentile(sample, 0.5), percentile(sample, most)];
  return times.map((value) => number(value)).join(' / ');
}

async function sizeRows(sql: Sql): Promise<readonly Row[]> {
  const [size] = await sql<{ table: string; indexes: string }>(
    `SELECT pg_table_size('event') / 1048576.0 AS table, pg_indexes_size('event') / 1048576.0 AS indexes`,
  );
  return [
    { what: 'size of the table', value: `${number(Number(size?.table), 0)} MiB` },
    { what: 'size of its indexes', value: `${number(Number(size?.indexes), 0)} MiB` },
  ];
}
