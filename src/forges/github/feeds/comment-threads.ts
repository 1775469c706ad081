import type { SnapshotLookup } from '../../../domain/feed.js';
import type { Comment, CommentThread } from '../../../domain/subjects/comment.js';
import type { ProjectReader } from '../project-reader.js';
import type { RecentMap } from '../recent-map.js';
import { authoredSchema } from '../schema.js';
import type { GithubComment } from '../schema.js';
import { commentId } from '../transform/comment.js';
import { GHOST } from '../transform/person.js';

export type Participants = RecentMap<readonly string[]>;

/** Logins of more are of no use in a thread. */
const MAX_LOGINS = 50;

export function rootOf(comment: GithubComment): string {
  return comment.in_reply_to_id ?? comment.id;
}

/** Threads that begin on this page, so that all of their participants are known. */
export function learnThreads(page: readonly GithubComment[], participants: Participants): void {
  const roots = new Set(page.filter((comment) => rootOf(comment) === comment.id).map((root) => root.id));
  for (const comment of oldestFirst(page)) {
    if (roots.has(rootOf(comment))) join(participants, comment);
  }
}

export interface ThreadRequest {
  readonly project: ProjectReader;
  readonly lookup: SnapshotLookup;
  /** The comments to place. */
  readonly fresh: readonly GithubComment[];
  /** All that the list showed. */
  readonly page: readonly GithubComment[];
}

/**
 * Who wrote in each comment's thread before it: from the cursor, or else from the snapshot of the thread's first
 * comment, asked for where there is none, and this page. `participants` learns of the new comments.
 */
export async function findThreads(
  request: ThreadRequest,
  participants: Participants,
): Promise<ReadonlyMap<string, CommentThread>> {
  const threads = new Map<string, CommentThread>();
  const seen = await request.lookup(
    'comment',
    request.fresh.map((comment) => commentId('review', rootOf(comment))),
  );
  for (const comment of oldestFirst(request.fresh)) {
    const root = rootOf(comment);
    if (root !== comment.id && participants.get(root) === undefined) {
      const snapshot = seen.get(commentId('review', root));
      participants.set(root, snapshot ? loginsOf(snapshot) : await readRootAuthor(request.project, root));
      const earlier = request.page.filter(
        (other) => rootOf(other) === root && !request.fresh.includes(other),
      );
      for (const other of oldestFirst(earlier)) join(participants, other);
    }
    const before = root === comment.id ? [] : (participants.get(root) ?? []);
    threads.set(comment.id, { id: root, participants: [...before] });
    join(participants, comment);
  }
  return threads;
}

function loginsOf(root: Comment): readonly string[] {
  return [root.author.login, ...(root.thread?.participants ?? [])];
}

function join(participants: Participants, comment: GithubComment): void {
  const root = rootOf(comment);
  const login = comment.user?.login ?? GHOST.login;
  const before = participants.get(root) ?? [];
  const isIn = before.includes(login) || before.length >= MAX_LOGINS;
  participants.set(root, isIn ? before : [...before, login]);
}

async function readRootAuthor(project: ProjectReader, root: string): Promise<readonly string[]> {
  const answer = await project.detail(`/pulls/comments/${root}`);
  const parsed = authoredSchema.safeParse(answer?.data);
  return parsed.success && parsed.data.user !== null ? [parsed.data.user.login] : [];
}

function oldestFirst(comments: readonly GithubComment[]): readonly GithubComment[] {
  return [...comments].sort((one, other) => Date.parse(one.created_at) - Date.parse(other.created_at));
}
