import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** It was set, and is not any more, though nothing was merged. Who or what stopped it, no list tells. */
export const autoMergeFailed = defineEvent({
  type: 'auto-merge-failed',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🛑',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before?.autoMerge && after.autoMerge === null && after.state === 'open'
      ? [{ occasion: after.updatedAt, actor: null, at: after.updatedAt }]
      : [],
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.auto-merge-failed')],
});
