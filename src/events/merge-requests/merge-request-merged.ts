import { became } from '../rules/became.js';
import { partIn } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

export const mergeRequestMerged = defineEvent({
  type: 'merge-request-merged',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🎉',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => became('merged', change, (after) => after.mergedBy),
  concern: ({ after }, _occurrence, viewer) => partIn(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) =>
    actor === null
      ? [t('event.merge-request-merged')]
      : [t('event.merge-request-merged-by', { who: actor.name })],
});
