import type { Person } from '../forge.js';
import { daysBefore, daysLeft } from '../due-date.js';

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
  readonly closedBy: Person | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** When the day before the due date begins. */
export function dueSoonFrom(dueOn: string): Date {
  return daysBefore(dueOn, 1);
}

/** On the due date and on the day before it. */
export function isDueSoon(dueOn: string | null, now: Date | null): boolean {
  if (dueOn === null || now === null) return false;
  const left = daysLeft(dueOn, now);
  return left >= 0 && left <= 1;
}
