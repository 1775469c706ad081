import { groupsAbove } from '../../../domain/group.js';
import type { Project } from '../../../domain/project.js';
import type { RawMilestone } from '../schema.js';

/**
 * The path of the group whose milestone it is: of those above the project the one that its address names, where the
 * list tells a number alone. `null`: its address names none, and nobody could be told whose it is.
 */
export function groupOf(
  { web_url: url, iid }: Pick<RawMilestone, 'web_url' | 'iid'>,
  project: Pick<Project, 'path'>,
): string | null {
  const address = (url ?? '').toLowerCase();
  const isNamed = (group: string): boolean =>
    address.endsWith(`/groups/${group.toLowerCase()}/-/milestones/${iid}`);
  return groupsAbove(project.path).find(isNamed) ?? null;
}
