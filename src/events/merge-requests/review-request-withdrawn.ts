import { teamAskedNoMore } from '../rules/asked-teams.js';
import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { lostPart } from '../rules/lost-part.js';
import { hasReviewed } from '../rules/verdict.js';

/**
 * Only the person concerned is told, also where their team was asked; on GitHub a reviewer, or a team one of whom
 * answered, leaves the list too, which is no withdrawal.
 */
export const reviewRequestWithdrawn = defineEvent({
  type: 'review-request-withdrawn',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🙈',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after }, viewer) {
    if (before === null || includes(after.reviewers, viewer)) return [];
    if (hasReviewed({ before, after }, viewer)) return [];
    const lost = lostPart({ before, after }, { viewer, actor: null });
    if (includes(before.reviewers, viewer)) return lost;
    const team = teamAskedNoMore({ before, after }, viewer);
    return team === null ? [] : lost.map((one) => ({ ...one, details: { team } }));
  },
  concern: () => 'reviewer',
  isTeamNews: () => false,
  headline: (_mergeRequest, { details: { team } }, t) => [
    typeof team === 'string'
      ? t('event.review-request-withdrawn-team', { team })
      : t('event.review-request-withdrawn'),
  ],
});
