import { dueSoonFrom } from '../../domain/subjects/issue.js';
import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/** Told once for each due date, to whom the issue is assigned. One that was nearly due when it was first seen says so itself. */
export const issueDueSoon = defineEvent({
  type: 'issue-due-soon',
  subject: 'issue',
  topic: 'issues',
  mark: '⏰',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after }, viewer) {
    if (before === null || before.isDueSoon || !after.isDueSoon || after.dueOn === null) return [];
    if (!includes(after.assignees, viewer)) return [];
    return [{ occasion: after.dueOn, actor: null, at: dueSoonFrom(after.dueOn).toISOString() }];
  },
  concern: () => 'assignee',
  isTeamNews: () => false,
  headline: ({ dueOn }, _occurrence, t) => [
    t('event.issue-due-soon', { day: dueOn === null ? '' : new Date(dueOn) }),
  ],
});
