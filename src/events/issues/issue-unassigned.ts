import { unassigned } from '../rules/assignment.js';
import { defineEvent } from '../define-event.js';

/** Only the person concerned is told. */
export const issueUnassigned = defineEvent({
  type: 'issue-unassigned',
  subject: 'issue',
  topic: 'issues',
  mark: '👋',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: unassigned,
  concern: () => 'assignee',
  isTeamNews: () => false,
  headline: (_issue, _occurrence, t) => [t('event.issue-unassigned')],
});
