import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { newVerdicts } from '../rules/verdict.js';

export const mergeRequestApproved = defineEvent({
  type: 'merge-request-approved',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '👍',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => newVerdicts('approved', change),
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) => [t('event.merge-request-approved', { who: actor?.name ?? '' })],
});
