import type { Person } from '../forge.js';
import type { Issue } from './issue.js';
import type { MergeRequest } from './merge-request.js';

/** A comment in the conversation of a merge request or an issue, inline review comments included. */
export interface Comment {
  readonly kind: 'comment';
  /** Unique among the forge's comments; GitHub's two sorts share numbers, so theirs carry a prefix. */
  readonly id: string;
  readonly projectId: string;
  readonly on: CommentTarget;
  readonly author: Person;
  /** Markdown as written, cut to `MAX_COMMENT_LENGTH`. */
  readonly body: string;
  readonly mentions: readonly string[];
  readonly thread: CommentThread | null;
  readonly url: string;
  /** Whoever reads what it is on reads it; false: an internal note. Missing: what showed it does not tell. */
  readonly isPublic?: boolean;
  /** The inbox item that said so to whom it names: another item is another naming. Missing: no item showed it. */
  readonly namedBy?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface CommentTarget {
  readonly kind: 'merge-request' | 'issue';
  /** Its own id, which is that of its snapshot and card. */
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly author: Person;
  /** As of the comment. Missing, as are `reviewers`: not known. */
  readonly assignees?: readonly Person[];
  /** Those who are asked for a review, and those who gave one, as far as it is known. */
  readonly reviewers?: readonly Person[];
  readonly url: string;
  /** Of an issue: only some members can read it. Missing: not known as of the comment. */
  readonly isConfidential?: boolean;
}

export interface CommentThread {
  readonly id: string;
  /** Logins of those who wrote in it before this comment. */
  readonly participants: readonly string[];
}

export function commentTargetOf(subject: MergeRequest | Issue): CommentTarget {
  const { kind, id, number, title, author, assignees, url } = subject;
  const target = { kind, id, number, title, author, assignees, url };
  if (kind === 'issue') return target;
  const { reviewers, reviews } = subject;
  // GitHub takes those who answer off the list.
  const answered = reviews
    .map(({ person }) => person)
    .filter(({ id }) => reviewers.every((one) => one.id !== id));
  return { ...target, reviewers: [...reviewers, ...answered] };
}

/** Hands on which item named the reader last: other looks at the comment do not tell. */
export function rememberNaming(before: Comment, after: Comment): Comment {
  const { namedBy } = before;
  return namedBy === undefined || after.namedBy !== undefined ? after : { ...after, namedBy };
}

/** Who is named was named before, taken out and named again: GitLab shows no edit of a comment, but an item for each naming. */
export function isNamedAnew(before: Comment | null, after: Comment): boolean {
  return before?.namedBy !== undefined && before.namedBy !== after.namedBy;
}

/** Enough for a chat message; the whole text stays on the forge. */
export const MAX_COMMENT_LENGTH = 2_000;
