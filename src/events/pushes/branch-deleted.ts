import { defineEvent } from '../define-event.js';
import { wasPushed } from '../rules/was-pushed.js';

export const branchDeleted = defineEvent({
  type: 'branch-deleted',
  subject: 'push',
  topic: 'pushes',
  mark: '✂️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => wasPushed('deleted', change),
  concern: () => null,
  isTeamNews: () => false,
  headline: ({ branch, author }, _occurrence, t) => [t('event.branch-deleted', { who: author.name, branch })],
});
