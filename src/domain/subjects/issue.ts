import type { Person } from '../forge.js';
import { daysLeft } from '../due-date.js';

export type IssueState = 'open' | 'closed';

export interface Issue {
  readonly kind: 'issue';
  readonly id: string;
  readonly projectId: string;
  /** `iid` on GitLab. */
  readonly number: string;
  readonly title: string;
  readonly author: Person;
  readonly state: IssueState;
  /** Only some members of the project can read it; GitHub has none such. */
  readonly isConfidential: boolean;
  readonly assignees: readonly Person[];
  readonly labels: readonly string[];
  /** Lower-case logins mentioned in the description, `@` removed; code and quotes do not count. */
  readonly mentions: readonly string[];
  /** `2026-03-04`; GitHub has none. */
  readonly dueOn: string | null;
  /** It was open and nearly due when it was read, by the forge's clock. */
  readonly isDueSoon: boolean;
  /** The day had come by then. Missing: it had not, or an older version did not remember. */
  readonly isDueToday?: true;
  readonly closedBy: Person | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** On the due date and on the day before it. */
export function isDueSoon(dueOn: string | null, now: Date | null): boolean {
  if (dueOn === null || now === null) return false;
  const left = daysLeft(dueOn, now);
  return left >= 0 && left <= 1;
}

export function isDueToday(dueOn: string | null, now: Date | null): boolean {
  // A small fraction of a day above -1 is rounded up to -0.
  return dueOn !== null && now !== null && daysLeft(dueOn, now) === 0;
}
