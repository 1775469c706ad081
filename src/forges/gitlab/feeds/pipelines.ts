import { Pipelines } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Sighting } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import { hasEnded, jobsOf, type Pipeline } from '../../../domain/subjects/pipeline.js';
import { parseList } from '../parse.js';
import { pipelineSchema, type RawPipeline } from '../schema.js';
import { toPipeline, toPipelineStatus } from '../transform/pipeline.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import { completePipeline } from './pipeline-details.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 20;
const MAX_PAGES = 10;
/**
 * What moved costs up to four requests. After an absence it is read in portions, the oldest first, each of which is
 * kept: all at once it would take longer than a daemon may live, and would be begun again and again.
 */
const MAX_DETAILS = 10;
/** Its parent tells of it; most servers leave it out themselves. */
const CHILD = 'parent_pipeline';
/** A pipeline that has not moved for a day keeps nobody hot. */
const MAX_RUNNING_MS = 24 * 60 * 60 * 1_000;

const cursorSchema = z.object({
  newestAt: z.string().nullable(),
  /** Pipelines under way and when they moved last: a long job leaves the list's window while it runs. */
  running: z.record(z.string(), z.string()),
});

type Cursor = z.infer<typeof cursorSchema>;

/** https://docs.gitlab.com/api/pipelines/#list-project-pipelines */
export async function readPipelines(read: FeedRead, project: Project): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const rows = await readRows(read, project, cursor);
  const portion = await takePortion(read, rows, cursor === null);
  const sightings = await sightPipelines(read, project, portion);
  const newestAt = latestOf(portion.rows.map(({ updated_at }) => updated_at));
  const next =
    latestOf([cursor?.newestAt ?? null, newestAt]) ?? read.client.serverTime()?.toISOString() ?? null;
  const running = stillRunning({ ...cursor?.running, ...statusTimes(portion.rows) }, portion.rows, next);
  return {
    cursor: { newestAt: next, running },
    sightings: inOrder(sightings),
    wakes: [],
    hasChanged: sightings.length > 0,
    isRunning: Object.keys(running).length > 0,
    hasMore: !portion.isWhole,
    newestAt: toDate(newestAt),
  };
}

async function readRows(
  { client, drops }: FeedRead,
  project: Project,
  cursor: Cursor | null,
): Promise<readonly RawPipeline[]> {
  const since = cursor?.newestAt ?? null;
  const filter = since === null ? {} : { updatedAfter: withOverlap(since) };
  const ask = (page: number) =>
    client.ask(Pipelines, (pipelines) =>
      pipelines.all(project.id, { orderBy: 'updated_at', sort: 'desc', perPage: PAGE_SIZE, page, ...filter }),
    );
  const rows = new Map<number, RawPipeline>();
  for await (const { body } of walkPages(since === null ? 1 : MAX_PAGES, ask)) {
    for (const row of parseList(pipelineSchema, body, drops)) {
      if (row.source !== CHILD && !rows.has(row.id)) rows.set(row.id, row);
    }
  }
  return [...rows.values()];
}

interface Portion {
  /** Dealt with by this read, the oldest first. */
  readonly rows: readonly RawPipeline[];
  readonly moved: readonly { readonly row: RawPipeline; readonly before: Pipeline | null }[];
  /** First sight is silent, so that it needs no details. */
  readonly isBaseline: boolean;
  readonly isWhole: boolean;
}

async function takePortion(
  { request }: FeedRead,
  newestFirst: readonly RawPipeline[],
  isBaseline: boolean,
): Promise<Portion> {
  if (newestFirst.length === 0) return { rows: [], moved: [], isBaseline, isWhole: true };
  const rows = newestFirst.toReversed();
  const known = await request.lookup(
    'pipeline',
    rows.map(({ id }) => String(id)),
  );
  const moved = rows
    .map((row) => ({ row, before: known.get(String(row.id)) ?? null }))
    .filter(({ row, before }) => before === null || !isAsBefore(row, before));
  const left = isBaseline ? undefined : moved[MAX_DETAILS];
  if (left === undefined) return { rows, moved, isBaseline, isWhole: true };
  const dealtWith = rows.slice(0, rows.indexOf(left.row));
  return { rows: dealtWith, moved: moved.slice(0, MAX_DETAILS), isBaseline, isWhole: false };
}

async function sightPipelines(
  read: FeedRead,
  project: Project,
  { moved, isBaseline }: Portion,
): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = [];
  for (const { row, before } of moved) {
    const subject = isBaseline
      ? toPipeline(row, project, before, jobsOf(before))
      : await completePipeline(read, row, { project, before });
    sightings.push({ subject, isNews: false });
  }
  return sightings;
}

function isAsBefore(row: RawPipeline, before: Pipeline): boolean {
  return row.updated_at === before.updatedAt && toPipelineStatus(row.status) === before.status;
}

function statusTimes(rows: readonly RawPipeline[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map(({ id, updated_at }) => [String(id), updated_at]));
}

/** Waiting for a person is not running: that may take days. */
function stillRunning(
  times: Readonly<Record<string, string>>,
  rows: readonly RawPipeline[],
  newestAt: string | null,
): Record<string, string> {
  const idle = new Set(rows.filter(({ status }) => isIdle(status)).map(({ id }) => String(id)));
  const oldest =
    newestAt === null ? '' : new Date(new Date(newestAt).getTime() - MAX_RUNNING_MS).toISOString();
  return Object.fromEntries(Object.entries(times).filter(([id, time]) => !idle.has(id) && time > oldest));
}

function isIdle(status: string): boolean {
  const known = toPipelineStatus(status);
  return hasEnded(known) || known === 'waiting';
}
