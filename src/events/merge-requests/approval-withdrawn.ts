import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { lostApprovals } from '../rules/verdict.js';

/** An approval that stood is gone: taken back, dismissed, overruled by its own giver, or reset by a push. */
export const approvalWithdrawn = defineEvent({
  type: 'approval-withdrawn',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '👎',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) =>
    lostApprovals(change).map(({ review, actor }) => ({
      occasion: `${review.person.id}@${review.at ?? review.sha ?? change.after.updatedAt}`,
      actor,
      at: change.after.updatedAt,
      details: { approverId: review.person.id, approver: review.person.name },
    })),
  concern: ({ after }, { details }, viewer) =>
    details?.approverId === viewer.id ? 'reviewer' : answersFor(after, viewer),
  isTeamNews: () => false,
  headline(_mergeRequest, { actor, reason, details }, t) {
    if (reason === 'reviewer') return [t('event.approval-lost-mine')];
    const who = typeof details.approver === 'string' ? details.approver : '';
    return [
      t(actor?.id === details.approverId ? 'event.approval-withdrawn' : 'event.approval-lost', { who }),
    ];
  },
});
