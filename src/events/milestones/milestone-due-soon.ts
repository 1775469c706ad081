import { daysBefore } from '../../domain/due-date.js';
import type { Translate } from '../../domain/ports/translator.js';
import { NOTICES, type Milestone } from '../../domain/subjects/milestone.js';
import { defineEvent } from '../define-event.js';

/** The date itself is there for what was first seen on the day of the last notice, and the same occasion. */
const STEPS = [...NOTICES, 0];

/** Told for each notice of each due date while issues are open. */
export const milestoneDueSoon = defineEvent({
  type: 'milestone-due-soon',
  subject: 'milestone',
  topic: 'issues',
  mark: '🏁',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect({ before, after }) {
    const step = stepOf(after);
    if (before === null || step === null || !hasOpenIssues(after)) return [];
    if (before.dueOn === after.dueOn && stepOf(before) === step && hasOpenIssues(before)) return [];
    const at = daysBefore(after.dueOn, step).toISOString();
    return [{ occasion: `${after.dueOn}-${step === 0 ? NOTICES[1] : step}`, actor: null, at }];
  },
  concern: () => null,
  isTeamNews: () => true,
  headline: (after, _occurrence, t) => [headlineOf(after, t)],
});

/** The last one that its days have reached. */
function stepOf({ daysLeft }: Milestone): number | null {
  return STEPS.findLast((days) => daysLeft !== null && daysLeft <= days) ?? null;
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
