import type { Issue } from './issue-model.js';

export interface Milestone {
  readonly id: number;
  readonly iid: number;
  readonly title: string;
  readonly issues: readonly Issue[];
  readonly createdAt: number;
  /** `2026-03-04`. */
  dueOn: string | null;
  updatedAt: number;
}
