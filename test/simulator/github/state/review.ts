import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import { announce } from './inbox.js';
import { recordEvent } from './issue-event.js';
import { type PullRequest, changePull } from './pull-request.js';
import { type Repository, touch } from './repository.js';

export type Verdict = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

export interface Review {
  readonly id: number;
  readonly pull: PullRequest;
  readonly author: Account;
  body: string;
  readonly commitSha: string;
  readonly submittedAt: Date;
  verdict: Verdict | 'DISMISSED';
}

/** Any review takes its author off the list of requested reviewers. */
export function addReview(
  state: GithubState,
  repository: Repository,
  pull: PullRequest,
  given: {
    readonly author: Account;
    readonly verdict: Verdict;
    readonly body: string;
    readonly commitSha?: string;
    /** The comment that it came with does the telling. */
    readonly isSilent?: boolean;
  },
): Review {
  const review: Review = {
    id: nextId(state, 'review'),
    pull,
    author: given.author,
    verdict: given.verdict,
    body: given.body,
    commitSha: given.commitSha ?? pull.headSha,
    submittedAt: state.clock(),
  };
  pull.reviews.push(review);
  pull.requestedReviewers = pull.requestedReviewers.filter(({ id }) => id !== given.author.id);
  changePull(state, repository, pull);
  if (given.isSilent !== true) {
    announce(state, repository, pull, {
      actor: given.author,
      text: given.body,
      about: new Map([[given.author, 'comment']]),
    });
  }
  return review;
}

/** Nothing tells when: a review has no time of its change. */
export function editReview(state: GithubState, repository: Repository, review: Review, body: string): void {
  review.body = body;
  review.pull.version = touch(state, repository, ['pulls']);
}

export function dismissReview(
  state: GithubState,
  repository: Repository,
  review: Review,
  by: { readonly actor: Account; readonly message: string },
): void {
  recordEvent(state, repository, {
    on: review.pull,
    event: 'review_dismissed',
    actor: by.actor,
    dismissed: { state: review.verdict.toLowerCase(), reviewId: review.id, message: by.message },
  });
  review.verdict = 'DISMISSED';
  changePull(state, repository, review.pull);
  announce(state, repository, review.pull, { actor: by.actor });
}
