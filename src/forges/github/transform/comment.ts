import { commentTargetOf, MAX_COMMENT_LENGTH } from '../../../domain/subjects/comment.js';
import type { Comment, CommentTarget, CommentThread } from '../../../domain/subjects/comment.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { cutText } from '../../cut-text.js';
import { extractMentions } from '../../mentions.js';
import type { GithubComment } from '../schema.js';
import { GHOST, toPerson } from './person.js';

/** The two lists number their comments independently. */
export type CommentSort = 'issue' | 'review';

/** The words of a whole review are in neither list. */
export type WordsSort = CommentSort | 'summary';

export interface CommentPlace {
  readonly projectId: string;
  readonly on: CommentTarget;
  readonly thread: CommentThread | null;
}

export function commentId(sort: WordsSort, id: string): string {
  return `${sort}-${id}`;
}

/** What a comment is on, as its address names it. */
export interface CommentSpot {
  readonly kind: CommentTarget['kind'];
  readonly number: string;
}

export function spotOfUrl(htmlUrl: string): CommentSpot | null {
  const [, path, number] = /^.*\/(pull|issues)\/(\d+)(?:[#?/]|$)/.exec(htmlUrl) ?? [];
  if (number === undefined) return null;
  return { kind: path === 'pull' ? 'merge-request' : 'issue', number };
}

export function toComment(comment: GithubComment, sort: WordsSort, place: CommentPlace): Comment {
  const body = comment.body ?? '';
  return {
    kind: 'comment',
    id: commentId(sort, comment.id),
    projectId: place.projectId,
    on: place.on,
    author: comment.user === null ? GHOST : toPerson(comment.user),
    body: cutBody(body),
    mentions: extractMentions(body),
    thread: place.thread,
    url: comment.html_url,
    isPublic: true,
    createdAt: comment.created_at,
    updatedAt: comment.updated_at,
  };
}

/** GitHub has no confidential issues. */
export function toCommentTarget(subject: MergeRequest | Issue): CommentTarget {
  const target = commentTargetOf(subject);
  return target.kind === 'issue' ? { ...target, isConfidential: false } : target;
}

export function cutBody(text: string): string {
  return cutText(text, MAX_COMMENT_LENGTH);
}
