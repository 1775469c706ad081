import { daysBefore } from '../../domain/due-date.js';
import type { Issue } from '../../domain/subjects/issue.js';
import { includes } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';

/**
 * Told once for each due date, to whom the issue is assigned: the day before or, where it was not seen or not theirs before
 * that day came, on the date itself. The occasion is the same.
 */
export const issueDueSoon = defineEvent({
  type: 'issue-due-soon',
  subject: 'issue',
  topic: 'issues',
  mark: '⏰',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after }, viewer) {
    const days = before === null ? null : daysReached(before, after);
    if (days === null || after.dueOn === null || !includes(after.assignees, viewer)) return [];
    return [{ occasion: after.dueOn, actor: null, at: daysBefore(after.dueOn, days).toISOString() }];
  },
  concern: () => 'assignee',
  isTeamNews: () => false,
  headline: ({ dueOn }, _occurrence, t) => [
    t('event.issue-due-soon', { day: dueOn === null ? '' : new Date(dueOn) }),
  ],
});

function daysReached(before: Issue, after: Issue): 0 | 1 | null {
  if (after.isDueToday === true && before.isDueToday !== true) return 0;
  return after.isDueSoon && !before.isDueSoon ? 1 : null;
}
