import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import {
  MAX_THREAD_WORDS,
  MAX_THREADS,
  type Resolution,
  type ReviewThread,
  type ThreadList,
} from '../../../domain/subjects/thread-list.js';
import { cutText } from '../../cut-text.js';
import type { GithubReviewThread } from '../schema/review-threads.js';
import { toCommentTarget } from './comment.js';
import { toPerson } from './person.js';

export interface SeenThreads {
  readonly pull: MergeRequest;
  readonly threads: readonly GithubReviewThread[];
  /** What the account last saw of them. */
  readonly before: ThreadList | undefined;
  /** The viewer is its author. */
  readonly isOwn: boolean;
}

/** `null`: none of the pull request's threads concerns the viewer. */
export function toThreadList({ pull, threads, before, isOwn }: SeenThreads): ThreadList | null {
  const known = new Map(before?.threads.map((thread) => [thread.id, thread.resolution]));
  const concerned = threads
    .map((thread) => toThread(thread, known.get(thread.id) ?? null, pull.updatedAt))
    .filter((thread) => thread !== null)
    .filter(({ isReaders }) => isOwn || isReaders)
    .slice(-MAX_THREADS);
  const [first] = concerned;
  if (first === undefined) return null;
  return {
    kind: 'thread-list',
    id: pull.id,
    projectId: pull.projectId,
    on: toCommentTarget(pull),
    threads: concerned,
    url: pull.url,
    createdAt: first.createdAt,
    updatedAt: pull.updatedAt,
  };
}

function toThread(
  { id, isResolved, resolvedBy, comments }: GithubReviewThread,
  known: Resolution | null,
  movedAt: string,
): ReviewThread | null {
  const [first] = comments.nodes;
  if (first === undefined) return null;
  const own = comments.nodes.find(({ viewerDidAuthor }) => viewerDidAuthor);
  const by = resolvedBy ? toPerson({ ...resolvedBy, id: resolvedBy.databaseId }) : null;
  // It is the same as long as it is of the same person: GitHub gives it no time.
  const at = known !== null && known.by?.id === by?.id ? known.at : movedAt;
  const [, root] = /#discussion_r(\d+)$/.exec(first.url) ?? [];
  return {
    id,
    ...(root === undefined ? {} : { commentsId: root }),
    isReaders: own !== undefined,
    words: cutText((own ?? first).bodyText, MAX_THREAD_WORDS),
    resolution: isResolved ? { by, at } : null,
    url: first.url,
    createdAt: first.createdAt,
  };
}
