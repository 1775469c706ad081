import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

export const autoMergeSet = defineEvent({
  type: 'auto-merge-set',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '⏱️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: ({ before, after }) =>
    before?.autoMerge === null && after.autoMerge && after.state === 'open'
      ? [{ occasion: after.updatedAt, actor: after.autoMerge.by, at: after.updatedAt }]
      : [],
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) =>
    actor === null ? [t('event.auto-merge-set')] : [t('event.auto-merge-set-by', { who: actor.name })],
});
