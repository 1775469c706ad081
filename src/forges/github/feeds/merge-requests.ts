import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { FeedReading, Wake } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import type { Comment } from '../../../domain/subjects/comment.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { changedAmong } from '../../changed-among.js';
import { FULL_PAGE, readPages } from '../all-pages.js';
import { parseList } from '../lenient-parse.js';
import { isAbove, listMarkSchema, walkList } from '../list-walk.js';
import type { ListSource, Walk } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { pullSchema } from '../schema.js';
import type { GithubPull } from '../schema.js';
import { NO_DETAILS, toMergeRequest } from '../transform/merge-request.js';
import { openCursor, projectOf, toReading } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE, toListPage } from './list-page.js';
import { readDetails } from './pull-details.js';
import { lookAgain } from './pull-mergeability.js';
import { readThreads, type ReadThreads } from './pull-threads.js';
import { summariesSince } from './review-summaries.js';

const cursorSchema = z.object({
  /** Server's time of the baseline. */
  since: z.string().nullable(),
  list: listMarkSchema,
  /** Changed within the last moment before the read: its details are asked for once more. */
  unsettled: z.array(z.string()),
  /** Whether these can be merged was being worked out: they are asked for once more. */
  computing: z.array(z.string()).default([]),
  /** Their threads could not be read: they are asked for once more. */
  threads: z.array(z.string()).default([]),
});

type PullsCursor = z.infer<typeof cursorSchema>;

const MAX_OPEN_PAGES = 5;

const MAX_PAGES = 2;

/** Newest open ones whose threads are known from the first read on. */
const MAX_FIRST_THREADS = 20;

/** Each pull request that moved costs a request or two, and a read has its time: what is left over comes next. */
const MAX_DETAILED = 30;

/**
 * Times are in whole seconds: a review given in the same second as the read leaves `updated_at`, and so the list and
 * its ETag, as they were.
 */
const SETTLING_MS = 2_000;

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
export async function readMergeRequests(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  const walk = await walkList(pullsOf(project, context), cursor?.list ?? null);
  const at = (walk.serverTime ?? new Date(walk.mark.newestAt ?? 0)).toISOString();
  const moved: Moved =
    cursor === null
      ? await readBaseline(project, context, walk.items)
      : await readMoved(project, context, { cursor, pulls: movedOf(walk), at });
  const seen = new Set([...moved.subjects.map(({ id }) => id), ...moved.computing]);
  const ids = cursor?.computing.filter((id) => !seen.has(id)) ?? [];
  const settled = await lookAgain(project, context.request.lookup, { ids, at });
  const summaries = await changedAmong(context.request.lookup, 'comment', moved.summaries);
  const threads = await readThreadsOf(project, context, { moved, owed: cursor?.threads ?? [] });
  const next = cursor !== null && !moved.isWhole ? unmoved(cursor) : advanced(cursor, walk, moved.subjects);
  return toReading({
    subjects: [...moved.subjects, ...settled, ...threads.lists, ...summaries],
    wakes: moved.subjects.length === 0 ? [] : wakesOf(project.project(), moved.subjects),
    cursor: { ...next, computing: [...moved.computing], threads: [...threads.owed] },
    isRunning: false,
    isFreeWatch: true,
    hasMore: next.list.backlog !== null || !moved.isWhole,
    serverTime: walk.serverTime,
    dropped: context.drops.count,
    movedTo: project.movedTo(),
  });
}

/**
 * A comment moves its pull request, a push starts runs, and a merge changes files: those lists answer an unchanged 304
 * for nothing.
 */
function wakesOf(
  { id: projectId, defaultBranch }: Project,
  subjects: readonly MergeRequest[],
): readonly Wake[] {
  const isMerged = subjects.some(
    ({ state, targetBranch }) => state === 'merged' && targetBranch === (defaultBranch ?? targetBranch),
  );
  return [
    { kind: 'comments', projectId },
    { kind: 'pipelines', projectId },
    ...(isMerged ? [{ kind: 'documents', projectId } as const] : []),
  ];
}

/** The baseline's list of open ones, read after the first page, may show one that the page did not. */
function advanced(
  before: PullsCursor | null,
  walk: Walk<GithubPull>,
  subjects: readonly MergeRequest[],
): PullsCursor {
  const looks = [
    ...walk.items.map(({ id, updated_at }) => ({ id, updatedAt: updated_at })),
    ...(before === null ? subjects : []),
  ];
  const recent = looks.filter(({ updatedAt }) => isUnsettled(updatedAt, walk.serverTime));
  const unsettled = [...new Set(recent.map(({ id }) => id))];
  return {
    since: before === null ? (walk.serverTime?.toISOString() ?? walk.mark.newestAt) : before.since,
    list: { ...walk.mark, etag: unsettled.length === 0 ? walk.mark.etag : null },
    computing: [],
    threads: [],
    unsettled: walk.isFirstModified ? unsettled : (before?.unsettled ?? []),
  };
}

/** The list is to be read again as it is: what this read yielded is remembered and costs nothing then. */
function unmoved(cursor: PullsCursor): PullsCursor {
  return { ...cursor, list: { ...cursor.list, etag: null } };
}

function pullsOf(project: ProjectReader, context: FeedContext): ListSource<GithubPull> {
  return {
    maxPages: MAX_PAGES,
    sortedBy: (pull) => pull.updated_at,
    fetch: async (page, etag) => {
      const answer = await project.list({
        path: '/pulls',
        params: { state: 'all', sort: 'updated', direction: 'desc', per_page: PAGE_SIZE, page },
        validators: { etag },
        isOurs: (data) => isOfProject(data, project.project().id),
      });
      return toListPage(answer, (data) => parseList(pullSchema, data), context.drops);
    },
  };
}

const ownerSchema = z.array(z.object({ base: z.object({ repo: z.object({ id: z.unknown() }) }) }));

function isOfProject(data: unknown, projectId: string): boolean {
  const parsed = ownerSchema.safeParse(data);
  return !parsed.success || parsed.data.every((pull) => String(pull.base.repo.id) === projectId);
}

/** Oldest change first. */
function movedOf(walk: Walk<GithubPull>): readonly GithubPull[] {
  const moved = walk.items.filter((pull) => isAbove(pull.updated_at, walk.floor));
  return [...new Map(moved.map((pull) => [pull.id, pull])).values()].toReversed();
}

/** The open ones besides the newest, so that one that turns up later is known to be new. Details are not history's due. */
async function readBaseline(
  project: ProjectReader,
  context: FeedContext,
  newest: readonly GithubPull[],
): Promise<Moved> {
  const open = await readPages(
    (page) =>
      project.list({
        path: '/pulls',
        params: { state: 'open', sort: 'updated', direction: 'desc', per_page: FULL_PAGE, page },
      }),
    (data) => parseList(pullSchema, data),
    MAX_OPEN_PAGES,
  );
  if (open === null) throw new ForgeError('bad-reply', { detail: 'a list was expected' });
  context.drops.add(open.faults);
  const pulls = new Map([...open.items, ...newest].map((pull) => [pull.id, pull]));
  const projectId = project.project().id;
  const subjects = [...pulls.values()].map((pull) => toMergeRequest(pull, projectId, NO_DETAILS));
  const discussed = subjects.filter(({ state }) => state === 'open').slice(0, MAX_FIRST_THREADS);
  return { subjects, isWhole: true, computing: [], discussed, summaries: [] };
}

interface Moved {
  readonly subjects: readonly MergeRequest[];
  /** False: some are left over. */
  readonly isWhole: boolean;
  /** Whether these can be merged is being worked out. */
  readonly computing: readonly string[];
  /** Their threads may concern the viewer. */
  readonly discussed: readonly MergeRequest[];
  /** Words of reviews without a verdict. */
  readonly summaries: readonly Comment[];
}

async function readMoved(
  project: ProjectReader,
  context: FeedContext,
  found: { readonly cursor: PullsCursor; readonly pulls: readonly GithubPull[]; readonly at: string },
): Promise<Moved> {
  const { cursor, pulls, at } = found;
  const { lookup, viewer, asksForPaths } = context.request;
  const wantsFiles = asksForPaths?.('merge-requests', project.project().id) === true;
  const computing: string[] = [];
  const subjects: MergeRequest[] = [];
  const discussed: MergeRequest[] = [];
  const summaries: Comment[] = [];
  if (pulls.length === 0) return { subjects, isWhole: true, computing, discussed, summaries };
  const ids = pulls.map((pull) => pull.id);
  const known = await lookup('merge-request', ids);
  let detailed = 0;
  for (const pull of pulls) {
    const before = known.get(pull.id) ?? null;
    const hasMoved = before?.updatedAt !== pull.updated_at || cursor.unsettled.includes(pull.id);
    if (hasMoved && detailed === MAX_DETAILED)
      return { subjects, isWhole: false, computing, discussed, summaries };
    detailed += hasMoved ? 1 : 0;
    const moved = { pull, before, since: cursor.since, viewer, wantsFiles, at };
    const { details, isComputing, isDiscussed, reviews } = hasMoved
      ? await readDetails(project, moved, context.drops)
      : { details: before, isComputing: false, isDiscussed: false, reviews: [] };
    if (isComputing) computing.push(pull.id);
    const after = toMergeRequest(pull, project.project().id, details);
    if (isDiscussed) discussed.push(after);
    summaries.push(...summariesSince(cursor.since, reviews, after));
    if (!isDeepStrictEqual(before, after)) subjects.push(after);
  }
  return { subjects, isWhole: true, computing, discussed, summaries };
}

/** Of those that moved, and of those for which there was no answer at the last read. */
async function readThreadsOf(
  project: ProjectReader,
  context: FeedContext,
  { moved, owed }: { readonly moved: Moved; readonly owed: readonly string[] },
): Promise<ReadThreads> {
  const now = new Set(moved.discussed.map(({ id }) => id));
  const late = owed.filter((id) => !now.has(id));
  const again = late.length === 0 ? [] : (await context.request.lookup('merge-request', late)).values();
  const { lists, owed: failed } = await readThreads(project, context, [...moved.discussed, ...again]);
  // Once more is enough: one that fails for good must not cost a request each time.
  return { lists, owed: failed.filter((id) => now.has(id)) };
}

function isUnsettled(updatedAt: string, serverTime: Date | null): boolean {
  return serverTime !== null && serverTime.getTime() - Date.parse(updatedAt) < SETTLING_MS;
}
