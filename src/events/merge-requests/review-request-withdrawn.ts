import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { reviewOf } from '../rules/verdict.js';

/** Only the person concerned is told; on GitHub a reviewer who answered leaves the list too, which is no withdrawal. */
export const reviewRequestWithdrawn = defineEvent({
  type: 'review-request-withdrawn',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🙈',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after }, viewer) {
    if (before === null || after.state !== 'open') return [];
    if (!includes(before.reviewers, viewer) || includes(after.reviewers, viewer)) return [];
    if (reviewOf(after, viewer) !== reviewOf(before, viewer)) return [];
    return [{ occasion: `${viewer.id}@${after.updatedAt}`, actor: null, at: after.updatedAt }];
  },
  concern: () => 'reviewer',
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.review-request-withdrawn')],
});
