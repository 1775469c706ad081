import { became } from '../rules/became.js';
import { partIn } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

export const mergeRequestClosed = defineEvent({
  type: 'merge-request-closed',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🚫',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => became('closed', change, (after) => after.closedBy),
  concern: ({ after }, _occurrence, viewer) => partIn(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) =>
    actor === null
      ? [t('event.merge-request-closed')]
      : [t('event.merge-request-closed-by', { who: actor.name })],
});
