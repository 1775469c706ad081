/** What can happen to milestones, in the vocabulary of both forges. */
export interface MilestoneWorld {
  /** With these issues; returns its number. `dueOn`: `2026-03-04`. */
  planMilestone(path: string, options: PlanMilestone): number;
  /** Gives it another due date. */
  postponeMilestone(path: string, milestone: number, dueOn: string): void;
}

export interface PlanMilestone {
  readonly by: string;
  readonly title: string;
  readonly dueOn: string | null;
  readonly issues: readonly number[];
  /** The project whose issues they are, where the milestone is a group's. */
  readonly issuesOf?: string;
}
