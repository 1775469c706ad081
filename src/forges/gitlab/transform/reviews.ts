import type { MergeRequest, Review } from '../../../domain/subjects/merge-request.js';
import type { RawApprovals, RawReviewer } from '../schema.js';

/** What the server told of the verdicts; `null` for a part that could not be read. */
export interface ReviewFacts {
  readonly approvals: RawApprovals | null;
  readonly reviewers: readonly RawReviewer[] | null;
}

/**
 * The standing verdicts. Approvals are the truth of approving, since anybody may approve; a reviewer who asks for
 * changes after an approval stands by the request. What could not be read stays as it was.
 */
export function toReviews(
  { approvals, reviewers }: ReviewFacts,
  before: readonly Review[],
): readonly Review[] {
  const changes =
    reviewers === null ? before.filter(isState('changes-requested')) : changeRequests(reviewers);
  const approved = approvals === null ? before.filter(isState('approved')) : approvalsIn(approvals);
  const objectors = new Set(changes.map(({ person }) => person.id));
  return [...approved.filter(({ person }) => !objectors.has(person.id)), ...changes];
}

/**
 * Whose review is still awaited. A review that is begun sets the state as well: of one who has answered it is no new
 * request. `null`: the states could not be read; then only those who came since are presumed to be awaited.
 */
export function toPendingReviewers(
  states: readonly RawReviewer[] | null,
  reviewers: MergeRequest['reviewers'],
  before: MergeRequest | undefined,
): Pick<MergeRequest, 'pendingReviewers'> {
  const hadAnswered = (id: string): boolean =>
    before?.pendingReviewers?.includes(id) === false && before.reviewers.some((one) => one.id === id);
  if (states !== null) {
    const pending = states.filter(({ user, state }) => isPending(state, hadAnswered(user.id)));
    return { pendingReviewers: pending.map(({ user }) => user.id) };
  }
  if (before?.pendingReviewers === undefined) return {};
  return { pendingReviewers: reviewers.map(({ id }) => id).filter((id) => !hadAnswered(id)) };
}

function isPending(state: RawReviewer['state'], hadAnswered: boolean): boolean {
  const word = state?.toLowerCase();
  return word === 'unreviewed' || (word === 'review_started' && !hadAnswered);
}

function approvalsIn(approvals: RawApprovals): readonly Review[] {
  return approvals.approved_by.map(({ user, approved_at }) => ({
    person: user,
    state: 'approved',
    sha: null,
    at: approved_at,
  }));
}

/** The time beside a reviewer is that of the request for a review, not that of the verdict. */
function changeRequests(reviewers: readonly RawReviewer[]): readonly Review[] {
  return reviewers
    .filter(({ state }) => state?.toLowerCase() === 'requested_changes')
    .map(({ user }) => ({ person: user, state: 'changes-requested', sha: null, at: null }));
}

function isState(state: Review['state']): (review: Review) => boolean {
  return (review) => review.state === state;
}
