import { defineEvent } from '../define-event.js';
import { wasPushed } from '../rules/was-pushed.js';

export const branchCreated = defineEvent({
  type: 'branch-created',
  subject: 'push',
  topic: 'pushes',
  mark: '🌱',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => wasPushed('created', change),
  concern: () => null,
  isTeamNews: () => false,
  headline: ({ branch, author }, _occurrence, t) => [t('event.branch-created', { who: author.name, branch })],
});
