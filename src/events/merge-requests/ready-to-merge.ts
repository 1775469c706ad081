import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { mergeabilityChange } from '../rules/mergeability-change.js';

/** Every gate of the project has opened; one that has none is mergeable from the start, which is no news. */
export const readyToMerge = defineEvent({
  type: 'ready-to-merge',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🏁',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => mergeabilityChange(change, 'ready'),
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.ready-to-merge')],
});
