import { daysLeftOf, type Milestone } from '../../../domain/subjects/milestone.js';
import type { GithubMilestone } from '../schema.js';

/** `null`: it has no due date, and is of no concern. Pull requests are counted among its issues. */
export function toMilestone(raw: GithubMilestone, projectId: string, now: Date | null): Milestone | null {
  if (!raw.due_on) return null;
  // A day, which GitHub keeps as a time of that day.
  const dueOn = raw.due_on.slice(0, 10);
  return {
    kind: 'milestone',
    id: raw.id,
    projectId,
    title: raw.title,
    dueOn,
    daysLeft: daysLeftOf(dueOn, now),
    progress: { open: raw.open_issues, all: raw.open_issues + raw.closed_issues },
    url: raw.html_url,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  };
}
