import { daysBefore } from '../../domain/due-date.js';
import type { Translate } from '../../domain/ports/translator.js';
import { NOTICES, type Milestone } from '../../domain/subjects/milestone.js';
import { defineEvent } from '../define-event.js';

/** Told for each notice of each due date while issues are open. One that was nearly due when it was first seen says so itself. */
export const milestoneDueSoon = defineEvent({
  type: 'milestone-due-soon',
  subject: 'milestone',
  topic: 'issues',
  mark: '🏁',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after }) {
    const notice = noticeOf(after);
    if (before === null || notice === null || !hasOpenIssues(after)) return [];
    if (before.dueOn === after.dueOn && noticeOf(before) === notice && hasOpenIssues(before)) return [];
    const at = daysBefore(after.dueOn, notice).toISOString();
    return [{ occasion: `${after.dueOn}-${notice}`, actor: null, at }];
  },
  concern: () => null,
  isTeamNews: () => true,
  headline: (after, _occurrence, t) => [headlineOf(after, t)],
});

/** The last one that its days have reached. */
function noticeOf({ daysLeft }: Milestone): number | null {
  return NOTICES.findLast((days) => daysLeft !== null && daysLeft <= days) ?? null;
}

function hasOpenIssues({ progress }: Milestone): boolean {
  return progress !== null && progress.open > 0;
}

function headlineOf({ title, daysLeft, progress }: Milestone, t: Translate): string {
  const days = daysLeft ?? 0;
  const named = { title, open: progress?.open ?? 0, all: progress?.all ?? 0 };
  if (days === 0) return t('event.milestone-due-today', named);
  return t('event.milestone-due-soon', { ...named, count: days });
}
