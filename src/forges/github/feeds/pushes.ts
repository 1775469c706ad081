import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import { isSamePerson } from '../../../domain/forge.js';
import type { CommitNote } from '../../../domain/subjects/commit-note.js';
import type { Push } from '../../../domain/subjects/push.js';
import type { Answer } from '../client.js';
import { parseList } from '../lenient-parse.js';
import { floorOf, isAbove, isSince, newestOf } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { activitySchema } from '../schema.js';
import type { GithubActivity } from '../schema.js';
import { pushedNote } from '../transform/commit-note.js';
import { branchOf, toPush } from '../transform/push.js';
import { openCursor, projectOf, toReading, unlessForbidden } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE } from './list-page.js';
import { readPushDetails } from './push-details.js';

const cursorSchema = z.object({
  /** Server's time of the baseline; `null`: there was nothing to be read yet. */
  since: z.string().nullable(),
  etag: z.string().nullable(),
  newestAt: z.string().nullable(),
});

type PushesCursor = z.infer<typeof cursorSchema>;

const MAX_PAGES = 10;
/** Of those that come last; the title and the files of a push long past are not worth a request. */
const MAX_DETAILED = 20;

/**
 * What was done to branches, newest first. Its further pages are found by a cursor, not by number.
 * https://docs.github.com/en/rest/repos/repos#list-repository-activities
 */
export async function readPushes(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  return unlessForbidden(project, cursor ?? { since: null, etag: null, newestAt: null }, () =>
    readOf(project, context, cursor),
  );
}

async function readOf(
  project: ProjectReader,
  context: FeedContext,
  cursor: PushesCursor | null,
): Promise<FeedReading> {
  const first = await project.list({
    path: '/activity',
    params: { per_page: PAGE_SIZE },
    validators: { etag: cursor?.etag ?? null },
  });
  const { isModified, etag, serverTime } = first;
  const items = isModified ? await readItems(project, context, { first, cursor }) : [];
  const newestAt = newestOf([cursor?.newestAt ?? null, ...items.map(({ timestamp }) => timestamp)]);
  const isBaseline = cursor === null || cursor.since === null;
  const since = isBaseline ? (serverTime?.toISOString() ?? newestAt) : cursor.since;
  const subjects = isBaseline ? [] : await newAmong(project, context, freshAmong(items, cursor));
  const { id: projectId, defaultBranch } = project.project();
  const isOnDefault = subjects.some(
    (one) => one.kind === 'push' && one.branch === (defaultBranch ?? one.branch),
  );
  return toReading({
    subjects,
    wakes: isOnDefault ? [{ kind: 'documents', projectId }] : [],
    cursor: { since, etag: isModified ? etag : (cursor?.etag ?? null), newestAt },
    isRunning: false,
    hasMore: false,
    serverTime,
    dropped: context.drops.count,
    movedTo: project.movedTo(),
  });
}

/** Down to what was read before; at the baseline the first page alone. */
async function readItems(
  project: ProjectReader,
  { drops }: FeedContext,
  { first, cursor }: { readonly first: Answer; readonly cursor: PushesCursor | null },
): Promise<readonly GithubActivity[]> {
  const items: GithubActivity[] = [];
  const floor = floorOf(cursor) ?? cursor?.since ?? null;
  let answer = first;
  for (let page = 1; ; page += 1) {
    const list = parseList(activitySchema, answer.data);
    drops.add(list.faults);
    items.push(...list.items);
    const oldest = list.items.at(-1);
    const after = nextPage(answer);
    const isDone = floor === null || (oldest !== undefined && !isAbove(oldest.timestamp, floor));
    if (isDone || after === null || page === MAX_PAGES) return items;
    answer = await project.list({ path: '/activity', params: { per_page: PAGE_SIZE, after } });
  }
}

function nextPage(answer: Answer): string | null {
  const next = /<([^>]+)>;\s*rel="next"/.exec(answer.header('link') ?? '')?.[1];
  return next === undefined ? null : new URL(next).searchParams.get('after');
}

/** An old one may have been forgotten since, and is not to be looked into again. */
function freshAmong(items: readonly GithubActivity[], cursor: PushesCursor): readonly GithubActivity[] {
  const floor = floorOf(cursor);
  return items.filter(({ timestamp }) => isSince(timestamp, cursor.since) && isAbove(timestamp, floor));
}

async function newAmong(
  project: ProjectReader,
  context: FeedContext,
  fresh: readonly GithubActivity[],
): Promise<readonly (Push | CommitNote)[]> {
  if (fresh.length === 0) return [];
  const ids = fresh.map(({ id }) => id);
  const known = await context.request.lookup('push', ids);
  const subjects: (Push | CommitNote)[] = [];
  let details = 0;
  for (const activity of fresh) {
    const branch = branchOf(activity);
    if (branch === null || known.has(activity.id)) continue;
    const push = toPush(activity, branch, { project: project.project(), title: null });
    const isDetailed = push.action === 'pushed' && details < MAX_DETAILED;
    if (isDetailed) details += 1;
    const found = isDetailed ? await readPushDetails(project, activity) : null;
    const occasion = { at: push.createdAt, viewer: context.request.viewer };
    const brought = isSamePerson(push.author, occasion.viewer) ? [] : (found?.commits ?? []);
    const notes = brought.map((commit) => pushedNote(commit, project.project(), occasion));
    subjects.push({ ...push, ...found?.parts }, ...notes.filter((note) => note !== null));
  }
  return subjects;
}
