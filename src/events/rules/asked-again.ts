import type { Person } from '../../domain/forge.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import { includes } from './concern.js';

interface Looks {
  readonly before: MergeRequest | null;
  readonly after: MergeRequest;
}

/** Reviewers who had answered, and whose review is awaited once more: where they stay on the list meanwhile (GitLab). */
export function askedAgain({ before, after }: Looks): readonly Person[] {
  const known = before?.pendingReviewers;
  if (before === null || known === undefined) return [];
  return after.reviewers.filter(
    (reviewer) =>
      includes(before.reviewers, reviewer) &&
      !known.includes(reviewer.id) &&
      after.pendingReviewers?.includes(reviewer.id) === true,
  );
}
