import { daysLeft } from '../due-date.js';

export interface Milestone {
  readonly kind: 'milestone';
  readonly id: string;
  readonly projectId: string;
  /** Path of the group whose milestone it is, through any of whose projects it is told; missing: the project's own. */
  readonly group?: string;
  readonly title: string;
  /** `2026-03-04` */
  readonly dueOn: string;
  /** From `NOTICES[0]` down to 0, when it was read, by the forge's clock; `null`: it is not due soon, or overdue. */
  readonly daysLeft: number | null;
  /** How many of its issues are open; `null`: not asked for, which on GitLab they are when it is due soon. */
  readonly progress: MilestoneProgress | null;
  readonly url: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface MilestoneProgress {
  readonly open: number;
  readonly all: number;
}

/** So many days before it is due, it is told. */
export const NOTICES = [3, 1] as const;

export function daysLeftOf(dueOn: string, now: Date | null): number | null {
  const left = now === null ? -1 : daysLeft(dueOn, now);
  // A small fraction of a day above -1 is rounded up to -0.
  return left >= 0 && left <= NOTICES[0] ? Math.abs(left) : null;
}
