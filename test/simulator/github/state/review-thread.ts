import type { Account } from './account.js';
import type { ReviewComment } from './comment.js';
import type { PullRequest } from './pull-request.js';
import type { Repository } from './repository.js';

/** A comment on a line of the diff, and the answers to it. */
export interface ReviewThread {
  /** It lends the thread its id. */
  readonly opening: ReviewComment;
  readonly comments: readonly ReviewComment[];
}

export function threadsOf(repository: Repository, pull: PullRequest): readonly ReviewThread[] {
  const comments = [...repository.reviewComments.values()].filter((comment) => comment.pull === pull);
  return comments
    .filter(({ inReplyTo }) => inReplyTo === null)
    .map((opening) => ({
      opening,
      comments: comments.filter((comment) => (comment.inReplyTo ?? comment) === opening),
    }));
}

export function openingOf(comment: ReviewComment): ReviewComment {
  return comment.inReplyTo ?? comment;
}

/**
 * `null`: opened again. Whether GitHub's pull request moves by this is not known; the simulated one does not, which
 * is the harder case for whoever polls.
 */
export function settleThread(opening: ReviewComment, by: Account | null): void {
  opening.resolvedBy = by;
}
