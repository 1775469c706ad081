import { partIn } from '../rules/concern.js';
import { reopened } from '../rules/reopened.js';
import { defineEvent } from '../define-event.js';

export const mergeRequestReopened = defineEvent({
  type: 'merge-request-reopened',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '♻️',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: reopened,
  concern: ({ after }, _occurrence, viewer) => partIn(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.merge-request-reopened')],
});
