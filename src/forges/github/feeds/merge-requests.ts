import { z } from 'zod';
import type { FeedReading, SnapshotLookup, Wake } from '../../../domain/feed.js';
import type { Project } from '../../../domain/project.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { changedAmong } from '../../changed-among.js';
import { parseList } from '../lenient-parse.js';
import { isAbove, listMarkSchema, walkList } from '../list-walk.js';
import type { ListSource, Walk } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { pullSchema } from '../schema.js';
import type { GithubPull } from '../schema.js';
import { openCursor, projectOf, toReading } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { MAX_BASELINE_PAGES, PAGE_SIZE, toListPage } from './list-page.js';
import { firstOf, type Moved, readMoved, readOpenPulls } from './moved-pulls.js';
import { callsFor, isAnsweredForBy, openAmong } from './open-pulls.js';
import { gatesSchema, readGates, type Stirring, withLooks } from './pull-gates.js';
import { dueAmong, type DueLook, dueLookSchema, lookAgain, type Looks } from './pull-mergeability.js';
import { readThreads, type ReadThreads } from './pull-threads.js';

const cursorSchema = z.object({
  /** Server's time of the baseline. */
  since: z.string().nullable(),
  list: listMarkSchema,
  /** Begun in the past: the baseline is still to be read, as far down as that. */
  owesOpen: z.boolean().default(false),
  /** Changed within the last moment before the read: its details are asked for once more. */
  unsettled: z.array(z.string()),
  /** `null`: an older version did not watch them. */
  gates: gatesSchema.nullable().default(null),
  /** Whether these can be merged is to be asked. */
  due: z.array(dueLookSchema).default([]),
  /** Their threads could not be read: they are asked for once more. */
  threads: z.array(z.string()).default([]),
});

type PullsCursor = Omit<z.infer<typeof cursorSchema>, 'owesOpen'>;

const MAX_PAGES = 2;

/**
 * Times are in whole seconds: a review given in the same second as the read leaves `updated_at`, and so the list and
 * its ETag, as they were.
 */
const SETTLING_MS = 2_000;

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
export async function readMergeRequests(context: FeedContext): Promise<FeedReading> {
  const { lookup } = context.request;
  const project = openProject(context.client, projectOf(context.request));
  const { cursor, walk } = await walkPulls(project, context);
  const at = (walk.serverTime ?? new Date(walk.mark.newestAt ?? 0)).toISOString();
  const shown = uniquePulls([...(await readUnwatched(project, context, cursor)), ...walk.items]);
  // Before the pull requests themselves: what happens in between is seen again, and not missed.
  const stirring = await readStirring(project, context, { cursor, shown, at });
  const moved =
    cursor === null
      ? firstOf(project, shown)
      : await readMoved(project, context, { ...cursor, pulls: movedOf(walk), at });
  const looks = await readLooks(project, lookup, { cursor, stirring, moved, at });
  const summaries = await changedAmong(lookup, 'comment', moved.summaries);
  const threads = await readThreadsOf(project, context, { moved, owed: cursor?.threads ?? [] });
  const next = cursor !== null && !moved.isWhole ? unmoved(cursor) : advanced(cursor, walk, moved.subjects);
  const gates = withLooks(stirring.gates, looks.etags);
  const { id: projectId } = project.project();
  return toReading({
    subjects: [...moved.subjects, ...looks.changed, ...threads.lists, ...summaries],
    wakes: moved.subjects.length === 0 ? [] : wakesOf(project.project(), moved.subjects),
    calls: cursor === null ? [] : callsFor(gates.open, targetsMoved(stirring, moved), projectId),
    cursor: { ...next, gates, due: [...looks.due], threads: [...threads.owed] },
    isRunning: false,
    isFreeWatch: true,
    hasMore: next.list.backlog !== null || !moved.isWhole,
    isUnsettled: looks.due.length > 0 || stirring.isPutOff,
    serverTime: walk.serverTime,
    dropped: context.drops.count,
    movedTo: project.movedTo(),
  });
}

/** `cursor`: `null` for a baseline, also for one that begins in the past. */
async function walkPulls(
  project: ProjectReader,
  context: FeedContext,
): Promise<{ readonly cursor: PullsCursor | null; readonly walk: Walk<GithubPull> }> {
  const begun = openCursor(cursorSchema, context);
  const isBaseline = begun === null || begun.owesOpen;
  const maxPages = isBaseline ? MAX_BASELINE_PAGES : MAX_PAGES;
  const walk = await walkList(pullsOf(project, context, maxPages), begun?.list ?? null);
  return { cursor: isBaseline ? null : begun, walk };
}

/** Open ones that the list need not show, the first time that they are watched. */
async function readUnwatched(
  project: ProjectReader,
  context: FeedContext,
  cursor: PullsCursor | null,
): Promise<readonly GithubPull[]> {
  return cursor?.gates ? [] : readOpenPulls(project, context);
}

/** What was open before it was watched is there to be known: it is looked at once. */
async function readStirring(
  project: ProjectReader,
  { request }: FeedContext,
  {
    cursor,
    shown,
    at,
  }: { readonly cursor: PullsCursor | null; readonly shown: readonly GithubPull[]; readonly at: string },
): Promise<Stirring> {
  const before = cursor?.gates ?? null;
  const { viewer } = request;
  const open = openAmong(before?.open ?? [], shown, viewer);
  const stirring = await readGates(project, { open, before, viewer, at });
  if (before !== null) return stirring;
  const mine = open.filter((pull) => isAnsweredForBy(pull, viewer)).map(({ id }) => id);
  return { ...stirring, stirred: mine };
}

/** At those that moved, and at those that stirred or are still being worked out. */
async function readLooks(
  project: ProjectReader,
  lookup: SnapshotLookup,
  { cursor, stirring, moved, at }: Found,
): Promise<Looks> {
  // What the first read shows is not remembered before the next.
  if (cursor === null)
    return { changed: [], due: dueAmong([], stirring.stirred, new Set()), etags: new Map() };
  const done = new Set([...moved.looks.keys(), ...moved.subjects.map(({ id }) => id)]);
  const due = dueAmong(cursor.due, stirring.stirred, done);
  const looks = await lookAgain(project, lookup, { due, at });
  const etags = new Map(looks.etags);
  const computing: DueLook[] = [];
  for (const [id, { etag, isComputing }] of moved.looks) {
    if (etag !== null) etags.set(id, etag);
    if (isComputing) computing.push({ id, tries: 1 });
  }
  return { changed: looks.changed, due: [...looks.due, ...computing], etags };
}

interface Found {
  readonly cursor: PullsCursor | null;
  readonly stirring: Stirring;
  readonly moved: Moved;
  /** Server's time of this read. */
  readonly at: string;
}

/** A merge moves its target, too. */
function targetsMoved({ targets }: Stirring, { subjects }: Moved): ReadonlySet<string> {
  const merged = subjects.filter(({ state }) => state === 'merged');
  return new Set([...targets, ...merged.map(({ targetBranch }) => targetBranch)]);
}

function uniquePulls(pulls: readonly GithubPull[]): readonly GithubPull[] {
  return [...new Map(pulls.map((pull) => [pull.id, pull])).values()];
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
): Omit<PullsCursor, 'gates' | 'due' | 'threads'> {
  const looks = [
    ...walk.items.map(({ id, updated_at }) => ({ id, updatedAt: updated_at })),
    ...(before === null ? subjects : []),
  ];
  const recent = looks.filter(({ updatedAt }) => isUnsettled(updatedAt, walk.serverTime));
  const unsettled = [...new Set(recent.map(({ id }) => id))];
  return {
    since: before === null ? (walk.serverTime?.toISOString() ?? walk.mark.newestAt) : before.since,
    list: { ...walk.mark, etag: unsettled.length === 0 ? walk.mark.etag : null },
    unsettled: walk.isFirstModified ? unsettled : (before?.unsettled ?? []),
  };
}

/** The list is to be read again as it is: what this read yielded is remembered and costs nothing then. */
function unmoved({ since, list, unsettled }: PullsCursor): Omit<PullsCursor, 'gates' | 'due' | 'threads'> {
  return { since, list: { ...list, etag: null }, unsettled };
}

function pullsOf(project: ProjectReader, context: FeedContext, maxPages: number): ListSource<GithubPull> {
  return {
    maxPages,
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
  return uniquePulls(moved).toReversed();
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
