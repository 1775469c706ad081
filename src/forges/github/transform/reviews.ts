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
 * there is none. `reviews` is as GitHub lists them, oldest first.
 */
export function standingReviews(reviews: readonly GithubReview[]): readonly Review[] {
  const standing = new Map<string, Review>();
  for (const review of reviews) {
    if (review.user === null) continue;
    const person = toPerson(review.user);
    const state = STATES[review.state];
    // Taken out first, so that the order stays that of the verdicts.
    if (isVerdict(state) || review.state === 'DISMISSED' || !isVerdict(standing.get(person.id)?.state)) {
      standing.delete(person.id);
    }
    if (state === undefined || standing.has(person.id)) continue;
    standing.set(person.id, {
      person,
      state,
      sha: review.commit_id ?? null,
      at: review.submitted_at ?? null,
      ...(isVerdict(state) ? wordsOf(review) : {}),
    });
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

function isVerdict(state: ReviewState | undefined): boolean {
  return state === 'approved' || state === 'changes-requested';
}

/**
 * Leaves out verdicts from before the watch began that the account has never been shown: remembered now, they would
 * look like news.
 */
export function withoutHistory(
  reviews: readonly Review[],
  known: readonly Review[],
  since: string | null,
): readonly Review[] {
  return reviews.filter(
    (review) =>
      review.at === null ||
      isSince(review.at, since) ||
      known.some(({ person }) => person.id === review.person.id),
  );
}
