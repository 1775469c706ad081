import type { Review, ReviewState } from '../../../domain/subjects/merge-request.js';
import { isSince } from '../list-walk.js';
import { extractMentions } from '../../mentions.js';
import type { GithubReview } from '../schema.js';
import { cutBody } from './comment.js';
import { toPerson } from './person.js';

const STATES: Readonly<Partial<Record<string, ReviewState>>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/**
 * Where each person's review stands: the last verdict given; a dismissal takes its place, and a comment counts only where
 * there is none, else for its time. `reviews` is as GitHub lists them, oldest first.
 */
export function standingReviews(reviews: readonly GithubReview[]): readonly Review[] {
  const standing = new Map<string, Review>();
  for (const review of reviews) {
    const state = STATES[review.state];
    if (review.user === null || state === undefined) continue;
    const person = toPerson(review.user);
    const at = review.submitted_at ?? null;
    const before = standing.get(person.id);
    if (state === 'commented' && before !== undefined && isVerdict(before.state)) {
      if (at !== null) standing.set(person.id, { ...before, latestAt: at });
      continue;
    }
    // Taken out first, so that the order stays that of the verdicts.
    standing.delete(person.id);
    const sha = review.commit_id ?? null;
    standing.set(person.id, { person, state, sha, at, ...(isVerdict(state) ? wordsOf(review) : {}) });
  }
  return [...standing.values()];
}

function wordsOf(review: GithubReview): Pick<Review, 'words'> {
  const body = review.body ?? '';
  return hasWords(review) ? { words: { body: cutBody(body), mentions: extractMentions(body) } } : {};
}

export function hasWords({ body }: Pick<GithubReview, 'body'>): boolean {
  return (body ?? '').trim() !== '';
}

function isVerdict(state: ReviewState): boolean {
  return state === 'approved' || state === 'changes-requested';
}

/**
 * Leaves out verdicts from before the watch began that the account has never been shown: remembered now, they would
 * look like news. Of one who has commented since, the comment is shown.
 */
export function withoutHistory(
  reviews: readonly Review[],
  known: readonly Review[],
  since: string | null,
): readonly Review[] {
  return reviews.flatMap((review) => {
    const { person, at, latestAt } = review;
    if (at === null || isSince(at, since) || known.some((one) => isShown(review, one))) return [review];
    if (latestAt === undefined || !isSince(latestAt, since)) return [];
    return [{ person, state: 'commented', sha: null, at: latestAt }];
  });
}

/** A verdict is not shown by a comment of the same person's. */
function isShown({ person, state }: Review, known: Review): boolean {
  return known.person.id === person.id && (state === 'commented' || known.state !== 'commented');
}
