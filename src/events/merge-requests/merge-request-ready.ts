import { partIn } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** It left the draft state. Forges do not say who did it; the author stands for them. */
export const mergeRequestReady = defineEvent({
  type: 'merge-request-ready',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🚀',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before?.isDraft === true && !after.isDraft && after.state === 'open'
      ? [{ occasion: after.updatedAt, actor: after.author, at: after.updatedAt }]
      : [],
  concern: ({ after }, _occurrence, viewer) => partIn(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.merge-request-ready')],
});
