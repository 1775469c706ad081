import { defineEvent } from '../define-event.js';
import { concernOfVerdict, newVerdicts } from '../rules/verdict.js';

export const changesRequested = defineEvent({
  type: 'changes-requested',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '✏️',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => newVerdicts('changes-requested', change),
  concern: concernOfVerdict,
  isTeamNews: () => false,
  headline: (_mergeRequest, { actor }, t) => [t('event.changes-requested', { who: actor?.name ?? '' })],
});
