import { Pipelines } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Sighting, Wake } from '../../../domain/feed.js';
import type { Person } from '../../../domain/forge.js';
import type { Project } from '../../../domain/project.js';
import { hasEnded, jobsOf, partInPipeline, type Pipeline } from '../../../domain/subjects/pipeline.js';
import { pipelineWakes } from '../../pipeline-wakes.js';
import { parseList } from '../parse.js';
import { pipelineSchema, type RawPipeline } from '../schema.js';
import { toPipeline, toPipelineStatus } from '../transform/pipeline.js';
import { inOrder, latestOf, toDate, withOverlap, type FeedRead, type FeedYield } from './feed-read.js';
import {
  familiesSchema,
  followFamilies,
  isAnyRunning,
  isStuck,
  type Families,
  type MetPipeline,
} from './families.js';
import { completePipeline } from './pipeline-details.js';
import { takePortion } from './portion.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 20;
const MAX_PAGES = 10;
/** Of what moved, which costs up to four requests each. */
const MAX_DETAILS = 10;
/** Its parent tells of it; most servers leave it out themselves. */
const CHILD = 'parent_pipeline';
/** A pipeline that has not moved for a day keeps nobody hot. */
const MAX_RUNNING_MS = 24 * 60 * 60 * 1_000;

const cursorSchema = z.object({
  newestAt: z.string().nullable(),
  /** Pipelines under way and when they moved last: a long job leaves the list's window while it runs. */
  running: z.record(z.string(), z.string()),
  families: familiesSchema.default({}),
});

type Cursor = z.infer<typeof cursorSchema>;

/** https://docs.gitlab.com/api/pipelines/#list-project-pipelines */
export async function readPipelines(read: FeedRead, project: Project): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const rows = await readRows(read, project, cursor);
  const isBaseline = cursor === null;
  const known = await read.request.lookup(
    'pipeline',
    rows.map(({ id }) => String(id)),
  );
  const hasMoved = (row: RawPipeline): boolean => !isAsBefore(row, known.get(String(row.id)));
  const portion = takePortion(rows, hasMoved, isBaseline ? Infinity : MAX_DETAILS);
  const moved = portion.rows.filter(hasMoved);
  const newestAt = latestOf(portion.rows.map(({ updated_at }) => updated_at));
  const now = read.client.serverTime() ?? toDate(newestAt) ?? new Date(0);
  const { sightings, families } = await sightPipelines(read, moved, {
    project,
    known,
    isBaseline,
    families: cursor?.families ?? {},
    now,
  });
  const next =
    latestOf([cursor?.newestAt ?? null, newestAt]) ?? read.client.serverTime()?.toISOString() ?? null;
  const running = stillRunning({ ...cursor?.running, ...statusTimes(portion.rows) }, portion.rows, next);
  return {
    cursor: { newestAt: next, running, families },
    sightings: inOrder(sightings),
    wakes: pipelineWakes(
      sightings.map(({ subject }) => subject).filter((subject) => subject.kind === 'pipeline'),
      { projectId: project.id, isBaseline: cursor === null, gatesOf: gatesOfOwn(read.request.viewer) },
    ),
    hasChanged: sightings.length > 0,
    isRunning: isAnyRunning(families, now) || Object.keys(running).some((id) => !isStuck(families[id], now)),
    hasMore: !portion.isWhole,
    newestAt: toDate(newestAt),
  };
}

/** It is a gate of the reader's own merge requests, of which its end moves nothing. */
function gatesOfOwn(viewer: Person): (pipeline: Pipeline) => Wake | null {
  return (pipeline) => {
    const part = partInPipeline(pipeline, viewer);
    return part === null || part === 'unclaimed' ? null : { kind: 'merge-requests', projectId: null };
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

interface History {
  readonly project: Project;
  readonly known: ReadonlyMap<string, Pipeline>;
  /** First sight is silent, so that it needs no details. */
  readonly isBaseline: boolean;
  readonly families: Families;
  readonly now: Date;
}

interface Seen {
  readonly sightings: readonly Sighting[];
  readonly families: Families;
}

async function sightPipelines(
  read: FeedRead,
  moved: readonly RawPipeline[],
  { project, known, isBaseline, families, now }: History,
): Promise<Seen> {
  const beforeOf = ({ id }: RawPipeline): Pipeline | null => known.get(String(id)) ?? null;
  if (isBaseline) {
    const subjects = moved.map((row) => toPipeline(row, project, beforeOf(row), jobsOf(beforeOf(row))));
    return { sightings: subjects.map(sighted), families };
  }
  const met: MetPipeline[] = [];
  for (const row of moved) {
    const before = beforeOf(row);
    met.push({ before, pipeline: await completePipeline(read, row, { project, before }) });
  }
  const followed = await followFamilies(read, project, { met, families, now });
  return { sightings: followed.pipelines.map(sighted), families: followed.families };
}

/** That it is news is to be seen from what was remembered. */
function sighted(subject: Pipeline): Sighting {
  return { subject, isNews: false };
}

function isAsBefore(row: RawPipeline, before: Pipeline | undefined): boolean {
  return row.updated_at === before?.updatedAt && toPipelineStatus(row.status) === before.status;
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
