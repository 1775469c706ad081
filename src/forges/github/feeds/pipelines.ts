import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { circleOf, isEmpty } from '../../../domain/circle.js';
import type { FeedReading, Wake } from '../../../domain/feed.js';
import type { PeerCall } from '../../../domain/peer-call.js';
import {
  addFailedBefore,
  hasEnded,
  partInPipeline,
  type Pipeline,
} from '../../../domain/subjects/pipeline.js';
import { pipelineWakes } from '../../pipeline-wakes.js';
import { FULL_PAGE, readPages } from '../all-pages.js';
import { parseList, parseWrappedList } from '../lenient-parse.js';
import { isSince, listMarkSchema, walkList } from '../list-walk.js';
import type { ListSource } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { jobSchema, pendingDeploymentSchema, runSchema } from '../schema.js';
import type { GithubJob, GithubRun } from '../schema.js';
import {
  areJobsKnown,
  hasMissedAttempt,
  isDelayedOnly,
  isStillDelayed,
  pullOf,
  toFailedJobs,
  toPipeline,
  toWaitingJobs,
} from '../transform/pipeline.js';
import type { PullOfRun } from '../transform/pipeline.js';
import { openCursor, projectOf, toReading } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE, toListPage } from './list-page.js';
import { followRuns } from './follow-runs.js';
import { followedRunSchema, isAnyRunning } from './followed-runs.js';
import { readPullAuthors } from './run-authors.js';

const cursorSchema = z.object({
  /** Server's time of the baseline. */
  since: z.string().nullable(),
  list: listMarkSchema,
  open: z.array(followedRunSchema),
  failed: z.array(followedRunSchema).default([]),
});

const NONE_FOLLOWED = { open: [], failed: [] };

const MAX_PAGES = 5;
const MAX_JOB_PAGES = 3;

/** Their jobs say why. */
const TOLD_BY_JOBS: ReadonlySet<Pipeline['status']> = new Set(['failed', 'waiting']);

/** https://docs.github.com/en/rest/actions/workflow-runs */
export async function readPipelines(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  const walk = await walkList(runsOf(project, context), cursor?.list ?? null);
  const { open, failed, runs } = await followRuns(project, walk, cursor ?? NONE_FOLLOWED, context.drops);
  const now = walk.serverTime;
  const since = cursor === null ? (now?.toISOString() ?? walk.mark.newestAt) : cursor.since;
  const subjects = await readChanged(project, context, {
    runs: [...new Map([...walk.items, ...runs].map((run) => [run.id, run])).values()],
    since,
    isBaseline: cursor === null,
  });
  return toReading({
    subjects,
    wakes: pipelineWakes(subjects, {
      projectId: project.project().id,
      isBaseline: cursor === null,
      gatesOf: gatesOfPull,
    }),
    calls: cursor === null ? [] : callsOfAuthors(subjects, project.project().id),
    cursor: { since, list: walk.mark, open: [...open], failed: [...failed] },
    isRunning: isAnyRunning(open, now),
    hasMore: walk.mark.backlog !== null,
    serverTime: now,
    dropped: context.drops.count,
    movedTo: project.movedTo(),
  });
}

/** A check of its head ends: that moves nothing of the pull request. */
function gatesOfPull({ projectId, mergeRequestNumber, source }: Pipeline): Wake | null {
  const isForPull = mergeRequestNumber !== null || source?.startsWith('pull_request') === true;
  return isForPull ? { kind: 'merge-requests', projectId } : null;
}

/** The authors look at the gates of their pull requests themselves. */
function callsOfAuthors(subjects: readonly Pipeline[], projectId: string): readonly PeerCall[] {
  const ended = subjects.filter((subject) => hasEnded(subject.status) && gatesOfPull(subject) !== null);
  const whom = circleOf(ended.map(({ mergeRequestAuthor = null }) => mergeRequestAuthor));
  if (isEmpty(whom)) return [];
  return [{ kind: 'merge-requests', projectId, isAccountFeed: false, whom, reachesWideLevels: false }];
}

function runsOf(project: ProjectReader, context: FeedContext): ListSource<GithubRun> {
  return {
    maxPages: MAX_PAGES,
    sortedBy: (run) => run.created_at,
    fetch: async (page, etag) => {
      const answer = await project.list({
        path: '/actions/runs',
        params: { per_page: PAGE_SIZE, page },
        validators: { etag },
        isOurs: (data) => isOfProject(data, project.project().id),
      });
      return toListPage(answer, (data) => parseWrappedList(runSchema, data, 'workflow_runs'), context.drops);
    },
  };
}

const ownerSchema = z.object({
  workflow_runs: z.array(z.object({ repository: z.object({ id: z.unknown() }) })),
});

function isOfProject(data: unknown, projectId: string): boolean {
  const parsed = ownerSchema.safeParse(data);
  return !parsed.success || parsed.data.workflow_runs.every((run) => String(run.repository.id) === projectId);
}

interface FoundRuns {
  readonly runs: readonly GithubRun[];
  readonly since: string | null;
  readonly isBaseline: boolean;
}

async function readChanged(
  project: ProjectReader,
  context: FeedContext,
  found: FoundRuns,
): Promise<readonly Pipeline[]> {
  if (found.runs.length === 0) return [];
  const { lookup } = context.request;
  const known = await lookup(
    'pipeline',
    found.runs.map((run) => run.id),
  );
  const looks = found.runs.map((run): RunLook => {
    const before = known.get(run.id) ?? null;
    const after = toPipeline(run, project.project(), before);
    const isNews = !found.isBaseline && (before !== null || isSince(run.updated_at, found.since));
    const isOrphan = isNews && (after.mergeRequestAuthor ?? null) === null;
    return { before, after, isNews, orphan: isOrphan ? pullOf(run, project.project()) : null };
  });
  const orphans = looks.map(({ orphan }) => orphan).filter((orphan) => orphan !== null);
  const authors = await readPullAuthors(project, lookup, orphans);
  const changed: Pipeline[] = [];
  for (const look of looks) {
    const { orphan } = look;
    const author = orphan === null ? undefined : authors.get(String(orphan.number));
    const after = author === undefined ? look.after : { ...look.after, mergeRequestAuthor: author };
    const told = await withJobs(project, context, { ...look, after });
    const complete = await withFailedAttempt(project, context, { ...look, after: told });
    if (!isDeepStrictEqual(look.before, complete)) changed.push(complete);
  }
  return changed;
}

interface RunLook {
  readonly before: Pipeline | null;
  readonly after: Pipeline;
  readonly isNews: boolean;
  /** Its pull request, where nobody knows yet whose it is. */
  readonly orphan: PullOfRun | null;
}

/** With the jobs that say why it stands as it does, the first time that it does, and with who may let it go on. */
async function withJobs(
  project: ProjectReader,
  context: FeedContext,
  { before, after: shown, isNews }: RunLook,
): Promise<Pipeline> {
  if (isStillDelayed(before, shown)) return { ...shown, status: 'pending', waitingJobs: before.waitingJobs };
  if (!isNews || !TOLD_BY_JOBS.has(shown.status) || areJobsKnown(before, shown)) return shown;
  const after = shown.status === 'waiting' ? await withApproval(project, context, shown) : shown;
  if (isOthersBusiness(context, after)) return after;
  const jobs = await readJobs(project, context, `/actions/runs/${after.id}/jobs`);
  if (after.status === 'failed') return { ...after, failedJobs: toFailedJobs(jobs) };
  return { ...after, waitingJobs: toWaitingJobs(jobs, after.status === 'pending') };
}

function isOthersBusiness({ request }: FeedContext, run: Pipeline): boolean {
  const { isForViewerOnly = false, viewer } = request;
  return isForViewerOnly && partInPipeline(run, viewer) === null && run.mayApprove !== true;
}

/** An attempt that began and ended between two looks may have failed: once the next one is there, it is asked for. */
async function withFailedAttempt(
  project: ProjectReader,
  context: FeedContext,
  { before, after, isNews }: RunLook,
): Promise<Pipeline> {
  if (!isNews || !hasMissedAttempt(before, after) || isOthersBusiness(context, after)) return after;
  const path = `/actions/runs/${after.id}/attempts/${after.attempt - 1}/jobs` as const;
  const names = toFailedJobs(await readJobs(project, context, path)).map(({ name }) => name);
  return { ...after, failedBefore: addFailedBefore(after, names) };
}

/**
 * With who may let it go on; where nobody has to, it is under way.
 * https://docs.github.com/en/rest/actions/workflow-runs#get-pending-deployments-for-a-workflow-run
 */
async function withApproval(
  project: ProjectReader,
  context: FeedContext,
  after: Pipeline,
): Promise<Pipeline> {
  const pending = await readPages(
    () => project.detail(`/actions/runs/${after.id}/pending_deployments`),
    (data) => parseList(pendingDeploymentSchema, data),
    1,
  );
  if (pending === null || pending.items.length === 0) return after;
  context.drops.add(pending.faults);
  if (isDelayedOnly(pending.items)) return { ...after, status: 'pending' };
  return { ...after, mayApprove: pending.items.some((one) => one.current_user_can_approve === true) };
}

async function readJobs(
  project: ProjectReader,
  context: FeedContext,
  path: `/${string}`,
): Promise<readonly GithubJob[]> {
  const jobs = await readPages(
    (page) => project.detail(path, { per_page: FULL_PAGE, page }),
    (data) => parseWrappedList(jobSchema, data, 'jobs'),
    MAX_JOB_PAGES,
  );
  if (jobs === null) return [];
  context.drops.add(jobs.faults);
  return jobs.items;
}
