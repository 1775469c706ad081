import type { PeopleStores } from '../../domain/ports/people-store.js';
import type { MergeRequest, ReviewState } from '../../domain/subjects/merge-request.js';
import type { MergeRequestLook, Wait } from '../../domain/waiting.js';
import type { Since } from './message.js';

/** When things came to a person, as far as it was seen. */
export interface Beginnings {
  readonly reviews: ReadonlyMap<string, Date>;
  readonly assignments: ReadonlyMap<string, Date>;
}

export async function readBeginnings(
  { subjects }: Pick<PeopleStores, 'subjects'>,
  accountIds: readonly string[],
): Promise<Beginnings> {
  const [reviews, assignments] = await Promise.all([
    subjects.reviewRequests(accountIds),
    subjects.assignments(accountIds),
  ]);
  return {
    reviews: new Map(reviews.map((one) => [`${one.accountId} ${one.mergeRequestId}`, one.at])),
    assignments: new Map(assignments.map((one) => [`${one.accountId} ${one.kind} ${one.id}`, one.at])),
  };
}

/** Since when a merge request has been as it is; else when it was opened, before which it cannot have been. */
export function sinceOfMergeRequest(
  { mergeRequest, pipeline, accountId }: MergeRequestLook & { readonly accountId: string },
  wait: Wait,
  { reviews, assignments }: Beginnings,
): Since {
  const { id, mergeability } = mergeRequest;
  switch (wait) {
    case 'broken':
      return sinceOr(pipeline?.finishedAt ?? pipeline?.updatedAt, mergeRequest);
    case 'conflict':
      return sinceOr(mergeability?.since, mergeRequest);
    case 'changes':
      return sinceOr(latestReview(mergeRequest, 'changes-requested'), mergeRequest);
    case 'ready':
    case 'approved':
      return sinceOr(latestReview(mergeRequest, 'approved'), mergeRequest);
    case 'review':
    case 'review-again':
      return sinceOr(reviews.get(`${accountId} ${id}`), mergeRequest);
    case 'assigned':
      return sinceOr(assignments.get(`${accountId} merge-request ${id}`), mergeRequest);
    default:
      return sinceOr(undefined, mergeRequest);
  }
}

export function sinceOr(
  at: string | Date | null | undefined,
  { createdAt }: { readonly createdAt: string },
): Since {
  return at === null || at === undefined ? { at: createdAt, isExact: false } : { at, isExact: true };
}

function latestReview({ reviews }: MergeRequest, wanted: ReviewState): string | undefined {
  const times = reviews
    .filter(({ state }) => state === wanted)
    .flatMap(({ at }) => (at === null ? [] : [at]));
  return times.sort().at(-1);
}
