import { isSamePerson, type Person } from '../../domain/forge.js';
import { arrivalOccasion } from '../../domain/subjects/moves.js';
import type { Review } from '../../domain/subjects/merge-request.js';
import { includes } from '../rules/concern.js';
import { type Change, defineEvent } from '../define-event.js';

/** News for those who look at it; lists do not say who pushed, so the author stands for them. */
export const mergeRequestNewCommits = defineEvent({
  type: 'merge-request-new-commits',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '⬆️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect(change, viewer) {
    const { before, after } = change;
    if (before === null || after.state !== 'open' || before.headSha === after.headSha) return [];
    // All of them were taken back (GitLab).
    if (after.headSha === '') return [];
    const mine = myReview(change, viewer);
    if (mine?.sha === after.headSha) return [];
    const details = { isSinceReview: mine !== undefined };
    return [{ occasion: arrivalOccasion(after), actor: after.author, at: after.updatedAt, details }];
  },
  concern(change, _occurrence, viewer) {
    const { after } = change;
    if (includes(after.reviewers, viewer)) return 'reviewer';
    if (myReview(change, viewer) !== undefined) return 'reviewer';
    return includes(after.assignees, viewer) ? 'assignee' : null;
  },
  isTeamNews: () => false,
  headline({ headSha }, { reason, details }, t) {
    const isSinceReview = reason === 'reviewer' && details.isSinceReview === true;
    const key = isSinceReview ? 'event.new-commits-since-review' : 'event.merge-request-new-commits';
    return [t(key, { sha: headSha.slice(0, 8) })];
  },
});

/** A push may have reset it, so that only the last look shows it. */
function myReview({ before, after }: Change<'merge-request'>, viewer: Person): Review | undefined {
  const reviews = [...after.reviews, ...(before?.reviews ?? [])];
  return reviews.find(({ person }) => isSamePerson(person, viewer));
}
