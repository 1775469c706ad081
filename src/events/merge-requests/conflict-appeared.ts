import { answersFor } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { mergeabilityChange } from '../rules/mergeability-change.js';

export const conflictAppeared = defineEvent({
  type: 'conflict-appeared',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '⚔️',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => mergeabilityChange(change, 'conflict-appeared'),
  concern: ({ after }, _occurrence, viewer) => answersFor(after, viewer),
  isTeamNews: () => false,
  headline: ({ targetBranch }, _occurrence, t) => [t('event.conflict-appeared', { branch: targetBranch })],
});
