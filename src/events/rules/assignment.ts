import { isSamePerson, type Person } from '../../domain/forge.js';
import type { Issue } from '../../domain/subjects/issue.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import type { Occurrence } from '../define-event.js';
import { includes } from './concern.js';
import { lostPart } from './lost-part.js';

/** What merge requests and issues have in common. */
type Assignable = Pick<MergeRequest | Issue, 'author' | 'assignees' | 'updatedAt' | 'closedBy'> & {
  readonly state: string;
};

interface Looks {
  readonly before: Assignable | null;
  readonly after: Assignable;
}

export function newAssignees({ before, after }: Looks): readonly Person[] {
  return after.assignees.filter((assignee) => !includes(before?.assignees ?? [], assignee));
}

/** These became assignees while it is open. */
export function assigned(
  assignees: readonly Person[],
  after: Assignable,
  viewer: Person,
): readonly Occurrence[] {
  if (after.state !== 'open') return [];
  return assignees.map((assignee) => ({
    occasion: `${assignee.id}@${after.updatedAt}`,
    actor: isSamePerson(assignee, viewer) ? presumedActor(after, viewer) : after.author,
    at: after.updatedAt,
    details: { assigneeId: assignee.id },
  }));
}

/** The viewer is an assignee no more. */
export function unassigned({ before, after }: Looks, viewer: Person): readonly Occurrence[] {
  if (before === null || !includes(before.assignees, viewer) || includes(after.assignees, viewer)) return [];
  return lostPart({ before, after }, { viewer, actor: presumedActor(after, viewer) });
}

/** Forges do not say who assigned. Authors commonly take their own work and give it away, which is no news to them. */
function presumedActor({ author }: Assignable, viewer: Person): Person | null {
  return isSamePerson(author, viewer) ? author : null;
}
