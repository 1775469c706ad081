import { z } from 'zod';
import type { FeedReading } from '../../../domain/feed.js';
import type { Comment } from '../../../domain/subjects/comment.js';
import { isMentioned } from '../../../domain/viewer.js';
import { extractMentions } from '../../mentions.js';
import { parseList } from '../lenient-parse.js';
import { isAbove, isSince, listMarkSchema, newestOf, walkList } from '../list-walk.js';
import type { ListSource, Walk } from '../list-walk.js';
import { openProject } from '../project-reader.js';
import type { ProjectReader } from '../project-reader.js';
import { RecentMap } from '../recent-map.js';
import { commentSchema } from '../schema.js';
import type { GithubComment } from '../schema.js';
import { commentId, cutBody, spotOfUrl, toComment } from '../transform/comment.js';
import type { CommentSort, CommentSpot } from '../transform/comment.js';
import { findTargets, spotKey } from './comment-targets.js';
import type { KnownIds } from './comment-targets.js';
import { findThreads, learnThreads } from './comment-threads.js';
import type { Participants } from './comment-threads.js';
import { openCursor, projectOf, toReading } from './feed-context.js';
import type { FeedContext } from './feed-context.js';
import { PAGE_SIZE, toListPage } from './list-page.js';

const cursorSchema = z.object({
  /** Server's time of the baseline. */
  since: z.string().nullable(),
  issue: listMarkSchema,
  review: listMarkSchema,
  /** Pull request number to id. */
  pulls: z.array(z.tuple([z.string(), z.string()])),
  /** Issue number to id. */
  issues: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** First comment of a thread to those who wrote in it. */
  threads: z.array(z.tuple([z.string(), z.array(z.string())])),
  /** Comment of the baseline to whom it named then. */
  named: z.array(z.tuple([z.string(), z.array(z.string())])).default([]),
});

/** Each comment may cost a request, and a read has its time: the next ones go on from there. */
const MAX_PAGES = 2;
const MAX_REMEMBERED = 200;

const PATHS = { issue: '/issues/comments', review: '/pulls/comments' } as const satisfies Record<
  CommentSort,
  `/${string}`
>;

/** A comment's id, and whom it names. */
type Naming = readonly [string, readonly string[]];

/** What one read knows of pull requests, issues and threads, from the cursor and for the next one. */
interface Memory {
  readonly ids: KnownIds;
  readonly threads: Participants;
  readonly named: ReadonlyMap<string, readonly string[]>;
}

/**
 * https://docs.github.com/en/rest/issues/comments and https://docs.github.com/en/rest/pulls/comments. The baseline
 * yields nothing: each comment would cost a request for what it is on, and all of it is history.
 */
export async function readComments(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context);
  const project = openProject(context.client, projectOf(context.request));
  const issue = await walkList(commentsOf(project, context, 'issue'), cursor?.issue ?? null);
  const review = await walkList(commentsOf(project, context, 'review'), cursor?.review ?? null);
  const memory = recall(cursor, [...namesIn(issue, 'issue'), ...namesIn(review, 'review')]);
  if (cursor === null) learnThreads(review.items, memory.threads);
  const serverTime = issue.serverTime ?? review.serverTime;
  const since =
    cursor === null
      ? (serverTime?.toISOString() ?? newestOf([issue.mark.newestAt, review.mark.newestAt]))
      : cursor.since;
  const shared = { project, context, memory, since };
  const subjects =
    cursor === null
      ? []
      : [
          ...(await readFresh({ ...shared, sort: 'issue', walk: issue })),
          ...(await readFresh({ ...shared, sort: 'review', walk: review })),
        ];
  const reading = toReading({
    subjects,
    cursor: {
      since,
      issue: issue.mark,
      review: review.mark,
      pulls: memory.ids['merge-request'].entries(),
      issues: memory.ids.issue.entries(),
      threads: memory.threads.entries(),
      named: [...memory.named].map(([id, names]): [string, string[]] => [id, [...names]]),
    },
    isRunning: false,
    hasMore: [issue, review].some(({ mark }) => mark.backlog !== null),
    serverTime,
    dropped: context.drops.count,
    movedTo: project.movedTo(),
  });
  const sightings = reading.sightings.map(({ subject }) => ({
    subject,
    isNews: subject.kind === 'comment' && namesAnew(subject, memory, context),
  }));
  return { ...reading, sightings };
}

/** An edit of what was written before the baseline; what named nobody then, or is older than its page, counts as new. */
function namesAnew({ id, mentions }: Comment, { named }: Memory, { request }: FeedContext): boolean {
  const before = named.get(id) ?? [];
  return isMentioned(mentions, request.viewer) && !isMentioned(before, request.viewer);
}

function namesIn({ items }: Walk<GithubComment>, sort: CommentSort): readonly Naming[] {
  return items
    .map(({ id, body }): Naming => [commentId(sort, id), extractMentions(body ?? '')])
    .filter(([, names]) => names.length > 0);
}

function recall(cursor: z.infer<typeof cursorSchema> | null, baseline: readonly Naming[]): Memory {
  return {
    named: new Map<string, readonly string[]>(cursor?.named ?? baseline),
    ids: {
      'merge-request': new RecentMap(cursor?.pulls ?? [], MAX_REMEMBERED),
      issue: new RecentMap(cursor?.issues ?? [], MAX_REMEMBERED),
    },
    threads: new RecentMap<readonly string[]>(cursor?.threads ?? [], MAX_REMEMBERED),
  };
}

function commentsOf(
  project: ProjectReader,
  context: FeedContext,
  sort: CommentSort,
): ListSource<GithubComment> {
  return {
    maxPages: MAX_PAGES,
    sortedBy: (comment) => comment.updated_at,
    fetch: async (page, etag) => {
      const answer = await project.list({
        path: PATHS[sort],
        params: { sort: 'updated', direction: 'desc', per_page: PAGE_SIZE, page },
        validators: { etag },
      });
      return toListPage(answer, (data) => parseList(commentSchema, data), context.drops);
    },
  };
}

interface FreshRequest {
  readonly project: ProjectReader;
  readonly context: FeedContext;
  readonly memory: Memory;
  readonly since: string | null;
  readonly sort: CommentSort;
  readonly walk: Walk<GithubComment>;
}

async function readFresh(request: FreshRequest): Promise<readonly Comment[]> {
  const { project, context, memory, since, sort, walk } = request;
  const moved = walk.items.filter((comment) => isAbove(comment.updated_at, walk.floor));
  const { lookup } = context.request;
  const seen = await lookupAll(request, moved);
  const fresh = [...new Map(moved.map((comment) => [comment.id, comment])).values()].filter((comment) =>
    isFresh(comment, seen.get(commentId(sort, comment.id)), since),
  );
  if (fresh.length === 0) return [];
  const spots = new Map<string, CommentSpot | null>(
    fresh.map(({ id, html_url }) => [id, spotOfUrl(html_url)]),
  );
  const asked = [...spots.values()].filter((spot) => spot !== null);
  const targets = await findTargets(project, lookup, asked, memory.ids);
  const threads =
    sort === 'review'
      ? await findThreads({ project, lookup, fresh, page: walk.items }, memory.threads)
      : null;
  const comments: Comment[] = [];
  for (const comment of fresh) {
    const spot = spots.get(comment.id) ?? null;
    const on = spot === null ? undefined : targets.get(spotKey(spot));
    if (on === undefined) {
      context.drops.add([`(${spot?.kind ?? 'html_url'})`]);
      continue;
    }
    const before = seen.get(commentId(sort, comment.id));
    const thread = before?.thread ?? threads?.get(comment.id) ?? null;
    comments.push(toComment(comment, sort, { projectId: project.project().id, on, thread }));
  }
  return comments;
}

async function lookupAll(
  { context, sort }: FreshRequest,
  comments: readonly GithubComment[],
): Promise<ReadonlyMap<string, Comment>> {
  if (comments.length === 0) return new Map();
  return context.request.lookup(
    'comment',
    comments.map((comment) => commentId(sort, comment.id)),
  );
}

/** Times are in whole seconds, hence the look at the text. What the baseline passed over stays untold. */
function isFresh(comment: GithubComment, before: Comment | undefined, since: string | null): boolean {
  if (before === undefined) return isSince(comment.updated_at, since);
  return before.updatedAt !== comment.updated_at || before.body !== cutBody(comment.body ?? '');
}
