import type { Reason } from '../../domain/event.js';
import { isSamePerson, type Person } from '../../domain/forge.js';
import type { JsonObject } from '../../domain/json.js';
import type { MergeRequest, Review, ReviewState, ReviewWords } from '../../domain/subjects/merge-request.js';
import { isMentioned, type Viewer } from '../../domain/viewer.js';
import type { Change, Occurrence } from '../define-event.js';
import { askedAgain } from './asked-again.js';
import { answersFor, includes } from './concern.js';

/** Verdicts of this kind that were not there before; one given again, for another head or later, is new. */
export function newVerdicts(
  state: ReviewState,
  { before, after, isNew }: Change<'merge-request'>,
): readonly Occurrence[] {
  if (before === null && !isNew) return [];
  return after.reviews
    .filter((review) => review.state === state && !stoodBefore(review, before))
    .map((review) => ({
      occasion: `${review.person.id}@${review.at ?? after.updatedAt}`,
      actor: review.person,
      at: review.at ?? after.updatedAt,
      ...(review.words === undefined ? {} : { details: { [GIVEN_BY]: review.person.id } }),
    }));
}

const GIVEN_BY = 'verdictOf';

/** Of those who answer for it, and of those whom the words that came with it name. */
export function concernOfVerdict(
  { after }: Pick<Change<'merge-request'>, 'after'>,
  { actor }: Pick<Occurrence, 'actor'>,
  viewer: Viewer,
): Reason | null {
  const words = after.reviews.find(({ person }) => isSamePerson(person, actor))?.words;
  return answersFor(after, viewer) ?? (isMentioned(words?.mentions ?? [], viewer) ? 'mentioned' : null);
}

/** What came with the verdict that an event's details speak of. */
export function verdictWords(
  { reviews }: Pick<MergeRequest, 'reviews'>,
  details: JsonObject,
): ReviewWords | null {
  return reviews.find(({ person }) => person.id === details[GIVEN_BY])?.words ?? null;
}

function stoodBefore(review: Review, before: MergeRequest | null): boolean {
  return (before?.reviews ?? []).some(
    (earlier) =>
      isSamePerson(earlier.person, review.person) &&
      earlier.state === review.state &&
      earlier.sha === review.sha &&
      // Older versions of GitLab do not tell when; what stood stands, once one does.
      (earlier.at === null || earlier.at === review.at),
  );
}

export interface LostApproval {
  readonly review: Review;
  /** `null`: somebody else dismissed it, or asked for another review, and the forge does not say who. */
  readonly actor: Person | null;
}

/** Approvals that stood and stand no longer, while it matters. */
export function lostApprovals({ before, after }: Change<'merge-request'>): readonly LostApproval[] {
  if (before === null || after.state !== 'open') return [];
  return before.reviews.flatMap((review) => {
    const now = after.reviews.find(({ person }) => isSamePerson(person, review.person));
    if (review.state !== 'approved' || now?.state === 'approved') return [];
    return [{ review, actor: whoTookBack(review.person, now, { before, after }) }];
  });
}

/** With new commits it was the push that reset it, for which the author stands; GitLab drops it when it asks again. */
function whoTookBack(
  approver: Person,
  now: Review | undefined,
  { before, after }: { readonly before: MergeRequest; readonly after: MergeRequest },
): Person | null {
  if (now?.state === 'changes-requested') return approver;
  if (before.headSha !== after.headSha) return after.author;
  return now === undefined && !includes(askedAgain({ before, after }), approver) ? approver : null;
}

/** Fingerprint of a person's verdict; equal ones mean that they gave none in between. */
export function verdictOf(mergeRequest: MergeRequest | null, person: Person): string {
  const review = reviewBy(mergeRequest, person);
  return review === undefined ? 'none' : `${review.state}@${review.at ?? ''}@${review.sha ?? ''}`;
}

/** Whether they gave a review in between, be it words alone beside a verdict that stands. */
export function hasReviewed(
  { before, after }: { readonly before: MergeRequest; readonly after: MergeRequest },
  person: Person,
): boolean {
  if (verdictOf(after, person) !== verdictOf(before, person)) return true;
  return reviewBy(after, person)?.latestAt !== reviewBy(before, person)?.latestAt;
}

function reviewBy(mergeRequest: MergeRequest | null, person: Person): Review | undefined {
  return mergeRequest?.reviews.find((one) => isSamePerson(one.person, person));
}
