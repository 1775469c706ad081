import { isDeepStrictEqual } from 'node:util';
import { ForgeError } from '../../../domain/errors.js';
import type { Comment } from '../../../domain/subjects/comment.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { rememberMoves } from '../../../domain/subjects/moves.js';
import { FULL_PAGE, readPages } from '../all-pages.js';
import { parseList } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { type GithubPull, pullSchema } from '../schema.js';
import { NO_DETAILS, toMergeRequest } from '../transform/merge-request.js';
import type { FeedContext } from './feed-context.js';
import { mayConcern } from './pull-concern.js';
import { type MovedPull, readDetails, type ReadDetails } from './pull-details.js';
import type { SeenMergeability } from './pull-mergeability.js';
import { readQueued, stillQueued } from './queued-pull.js';
import { summariesSince } from './review-summaries.js';

const MAX_OPEN_PAGES = 5;

/** Newest open ones whose threads are known from the first read on. */
const MAX_FIRST_THREADS = 20;

/** Each pull request that moved costs a request or two, and a read has its time: what is left over comes next. */
const MAX_DETAILED = 30;

export interface Moved {
  readonly subjects: readonly MergeRequest[];
  /** False: some are left over. */
  readonly isWhole: boolean;
  /** What was seen of the gates of those that moved and that the viewer answers for, by id. */
  readonly looks: ReadonlyMap<string, SeenMergeability>;
  /** Their threads may concern the viewer. */
  readonly discussed: readonly MergeRequest[];
  /** Words of reviews without a verdict. */
  readonly summaries: readonly Comment[];
}

/** The open ones besides the newest, so that one that turns up later is known to be new. Details are not history's due. */
export function firstOf(project: ProjectReader, pulls: readonly GithubPull[]): Moved {
  const projectId = project.project().id;
  const subjects = pulls.map((pull) => toMergeRequest(pull, projectId, NO_DETAILS));
  const discussed = subjects.filter(({ state }) => state === 'open').slice(0, MAX_FIRST_THREADS);
  return { subjects, isWhole: true, looks: new Map(), discussed, summaries: [] };
}

export async function readOpenPulls(
  project: ProjectReader,
  { drops }: FeedContext,
): Promise<readonly GithubPull[]> {
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
  drops.add(open.faults);
  return open.items;
}

export interface FoundPulls {
  /** Oldest change first. */
  readonly pulls: readonly GithubPull[];
  /** Server's time of the baseline. */
  readonly since: string | null;
  /** Ids of those whose details are asked for once more. */
  readonly unsettled: readonly string[];
  /** Server's time of this read. */
  readonly at: string;
}

export async function readMoved(
  project: ProjectReader,
  context: FeedContext,
  { pulls, since, unsettled, at }: FoundPulls,
): Promise<Moved> {
  const { lookup, viewer } = context.request;
  const subjects: MergeRequest[] = [];
  const discussed: MergeRequest[] = [];
  const summaries: Comment[] = [];
  const looks = new Map<string, SeenMergeability>();
  const known = pulls.length === 0 ? null : await lookup('merge-request', idsOf(pulls));
  let detailed = 0;
  for (const pull of pulls) {
    const before = known?.get(pull.id) ?? null;
    const hasMoved = before?.updatedAt !== pull.updated_at || unsettled.includes(pull.id);
    if (hasMoved && detailed === MAX_DETAILED)
      return { subjects, isWhole: false, looks, discussed, summaries };
    detailed += hasMoved ? 1 : 0;
    const found = hasMoved
      ? await lookInto(project, context, { pull, before, since, viewer, at })
      : unread(before);
    const { details, look, isDiscussed, reviews } = found;
    if (look !== null) looks.set(pull.id, look);
    const after = rememberMoves(before, toMergeRequest(pull, project.project().id, details));
    if (isDiscussed) discussed.push(after);
    summaries.push(...summariesSince(since, reviews, after));
    if (!isDeepStrictEqual(before, after)) subjects.push(after);
  }
  return { subjects, isWhole: true, looks, discussed, summaries };
}

function idsOf(pulls: readonly GithubPull[]): readonly string[] {
  return pulls.map(({ id }) => id);
}

function isKeptWithFiles(
  project: ProjectReader,
  { request: { keepsFiles, isForViewerOnly, viewer } }: FeedContext,
  { pull, before }: Pick<MovedPull, 'pull' | 'before'>,
): boolean {
  const { id, path } = project.project();
  if (keepsFiles?.('merge-requests', id) !== true) return false;
  return isForViewerOnly !== true || mayConcern(pull, before?.reviews ?? [], { viewer, path });
}

async function lookInto(
  project: ProjectReader,
  context: FeedContext,
  seen: Omit<MovedPull, 'wantsFiles'>,
): Promise<ReadDetails> {
  const moved = { ...seen, wantsFiles: isKeptWithFiles(project, context, seen) };
  const found = await readDetails(project, moved, context.drops);
  return { ...found, details: { ...found.details, queued: await readQueued(project, context, moved) } };
}

function unread(before: MergeRequest | null): ReadDetails {
  const details = { ...(before ?? NO_DETAILS), queued: stillQueued(before) };
  return { details, look: null, isDiscussed: false, reviews: [] };
}
