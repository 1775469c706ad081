import { unassigned } from '../rules/assignment.js';
import { defineEvent } from '../define-event.js';

/** Only the person concerned is told. */
export const mergeRequestUnassigned = defineEvent({
  type: 'merge-request-unassigned',
  subject: 'merge-request',
  topic: 'merge-requests',
  mark: '🧹',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: unassigned,
  concern: () => 'assignee',
  isTeamNews: () => false,
  headline: (_mergeRequest, _occurrence, t) => [t('event.merge-request-unassigned')],
});
