import { defineEvent } from '../define-event.js';
import { concernOfVerdict, newVerdicts } from '../rules/verdict.js';

export const mergeRequestApproved = defineEvent({
  type: 'merge-request-approved',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '👍',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => newVerdicts('approved', change),
  concern: concernOfVerdict,
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) => [t('event.merge-request-approved', { who: actor?.name ?? '' })],
});
