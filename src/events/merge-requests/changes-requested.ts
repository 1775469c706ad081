import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { newVerdicts } from '../rules/verdict.js';

export const changesRequested = defineEvent({
  type: 'changes-requested',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '✏️',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => newVerdicts('changes-requested', change),
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) => [t('event.changes-requested', { who: actor?.name ?? '' })],
});
