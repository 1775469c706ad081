import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import { announce } from './inbox.js';
import { type PullRequest, changePull } from './pull-request.js';
import { type Repository, touch } from './repository.js';
import { type Review, addReview } from './review.js';

/** In the conversation. */
export interface IssueComment {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: Account;
  readonly createdAt: Date;
  body: string;
  updatedAt: Date;
}

/** On a line of the diff. */
export interface ReviewComment extends IssueComment {
  readonly review: Review;
  readonly commitSha: string;
  readonly path: string;
  readonly line: number;
  /** The comment that opened the thread. */
  readonly inReplyTo: ReviewComment | null;
}

export interface DiffPlace {
  readonly path: string;
  readonly line: number;
  readonly commitSha?: string;
}

export function addIssueComment(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  written: { readonly author: Account; readonly body: string },
): IssueComment {
  const now = state.clock();
  const comment: IssueComment = {
    ...written,
    id: nextId(state, 'issue-comment'),
    pull,
    createdAt: now,
    updatedAt: now,
  };
  repository.issueComments.set(comment.id, comment);
  touch(state, repository, ['issueComments']);
  changePull(state, repository, pull);
  announce(state, repository, pull, {
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
  comment: IssueComment,
  body: string,
): void {
  comment.body = body;
  comment.updatedAt = state.clock();
  touch(state, repository, [repository.issueComments.has(comment.id) ? 'issueComments' : 'reviewComments']);
}

export function deleteComment(state: GithubState, repository: Repository, comment: IssueComment): void {
  const isInConversation = repository.issueComments.delete(comment.id);
  if (!isInConversation) repository.reviewComments.delete(comment.id);
  touch(state, repository, [isInConversation ? 'issueComments' : 'reviewComments']);
  changePull(state, repository, comment.pull);
}
