import { daysLeftOf, type Milestone, type MilestoneProgress } from '../../../domain/subjects/milestone.js';
import type { Project } from '../../../domain/project.js';
import type { RawMilestone } from '../schema.js';
import { groupOf } from './group-of.js';

/** `null`: it has no due date, and is of no concern, or is of a group that is none of the project's. */
export function toMilestone(
  raw: RawMilestone,
  project: Project,
  { now, progress }: { readonly now: Date | null; readonly progress: MilestoneProgress | null },
): Milestone | null {
  if (raw.due_date === null) return null;
  const group = raw.group_id === null ? undefined : groupOf(raw, project);
  if (group === null) return null;
  return {
    kind: 'milestone',
    id: raw.id,
    projectId: project.id,
    ...(group === undefined ? {} : { group }),
    title: raw.title,
    dueOn: raw.due_date,
    daysLeft: daysLeftOf(raw.due_date, now),
    progress,
    url: raw.web_url ?? `${project.url}/-/milestones/${raw.iid}`,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  };
}
