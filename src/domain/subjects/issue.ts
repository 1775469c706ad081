import type { Person } from '../forge.js';
import { DAY } from '../time.js';

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

/** When the day before the due date begins. UTC stands for a time zone that no forge tells. */
export function dueSoonFrom(dueOn: string): Date {
  return new Date(Date.parse(`${dueOn}T00:00:00Z`) - DAY);
}

/** On the due date and on the day before it. */
export function isDueSoon(dueOn: string | null, now: Date | null): boolean {
  if (dueOn === null || now === null) return false;
  const ahead = now.getTime() - dueSoonFrom(dueOn).getTime();
  return ahead >= 0 && ahead < 2 * DAY;
}
