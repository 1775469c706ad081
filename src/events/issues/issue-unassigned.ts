import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** Only the person concerned is told, and only while the issue is still to be done. */
export const issueUnassigned = defineEvent({
  type: 'issue-unassigned',
  subject: 'issue',
  topic: 'issues',
  mark: '👋',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect({ before, after }, viewer) {
    if (before === null || after.state !== 'open') return [];
    if (!includes(before.assignees, viewer) || includes(after.assignees, viewer)) return [];
    return [{ occasion: `${viewer.id}@${after.updatedAt}`, actor: null, at: after.updatedAt }];
  },
  concern: () => 'assignee',
  isTeamNews: () => false,
  headline: (_issue, _occurrence, t) => [t('event.issue-unassigned')],
});
