import type { Account } from './account.js';
import { changeDiscussed } from './discussed.js';
import { type GithubState, nextId } from './github-state.js';
import { announce } from './inbox.js';
import type { Discussed } from './issue.js';
import type { PullRequest } from './pull-request.js';
import { type Repository, touch } from './repository.js';
import { type Review, addReview } from './review.js';

export interface Comment {
  readonly id: number;
  readonly author: Account;
  readonly createdAt: Date;
  body: string;
  updatedAt: Date;
}

/** In the conversation. */
export interface IssueComment extends Comment {
  readonly on: Discussed;
}

/** On a line of the diff. */
export interface ReviewComment extends Comment {
  readonly pull: PullRequest;
  readonly review: Review;
  readonly commitSha: string;
  readonly path: string;
  readonly line: number;
  /** The comment that opened the thread. */
  readonly inReplyTo: ReviewComment | null;
  /** Of the comment that opened the thread. */
  resolvedBy: Account | null;
}

export interface DiffPlace {
  readonly path: string;
  readonly line: number;
  readonly commitSha?: string;
}

export function addIssueComment(
  state: GithubState,
  repository: Repository,
  on: Discussed,
  written: { readonly author: Account; readonly body: string },
): IssueComment {
  const now = state.clock();
  const comment: IssueComment = {
    ...written,
    id: nextId(state, 'issue-comment'),
    on,
    createdAt: now,
    updatedAt: now,
  };
  repository.issueComments.set(comment.id, comment);
  touch(state, repository, ['issueComments']);
  changeDiscussed(state, repository, on);
  announce(state, repository, on, {
    actor: written.author,
    latest: { kind: 'issue-comment', id: comment.id },
    text: written.body,
    about: new Map([[written.author, 'comment']]),
  });
  return comment;
}

/** Opens a thread at a place, or goes on with the thread of a comment. */
export function addReviewComment(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  written: { readonly author: Account; readonly body: string; readonly at: DiffPlace | ReviewComment },
): ReviewComment {
  const { author, body, at } = written;
  const opening = 'review' in at ? (at.inReplyTo ?? at) : null;
  const review = addReview(state, repository, pull, {
    author,
    verdict: 'COMMENTED',
    body: '',
    isSilent: true,
  });
  const now = state.clock();
  const comment: ReviewComment = {
    id: nextId(state, 'review-comment'),
    pull,
    author,
    body,
    createdAt: now,
    updatedAt: now,
    review,
    commitSha: at.commitSha ?? pull.headSha,
    path: at.path,
    line: at.line,
    inReplyTo: opening,
    resolvedBy: null,
  };
  repository.reviewComments.set(comment.id, comment);
  touch(state, repository, ['reviewComments']);
  announce(state, repository, pull, {
    actor: author,
    latest: { kind: 'review-comment', id: comment.id },
    text: body,
    about: new Map([[author, 'comment']]),
  });
  return comment;
}

export function editComment(
  state: GithubState,
  repository: Repository,
  comment: Comment,
  body: string,
): void {
  comment.body = body;
  comment.updatedAt = state.clock();
  touch(state, repository, [repository.issueComments.has(comment.id) ? 'issueComments' : 'reviewComments']);
}

export function deleteComment(
  state: GithubState,
  repository: Repository,
  comment: IssueComment | ReviewComment,
): void {
  const isInConversation = 'on' in comment;
  if (isInConversation) repository.issueComments.delete(comment.id);
  else repository.reviewComments.delete(comment.id);
  touch(state, repository, [isInConversation ? 'issueComments' : 'reviewComments']);
  changeDiscussed(state, repository, isInConversation ? comment.on : comment.pull);
}
