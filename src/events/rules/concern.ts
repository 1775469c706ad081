import type { Reason } from '../../domain/event.js';
import { isSamePerson, type Person } from '../../domain/forge.js';
import type { Issue } from '../../domain/subjects/issue.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';

/** The viewer's part in a merge request, the most demanding first. */
export function partIn(mergeRequest: MergeRequest, viewer: Person): Reason | null {
  if (includes(mergeRequest.reviewers, viewer)) return 'reviewer';
  if (includes(mergeRequest.assignees, viewer)) return 'assignee';
  if (isSamePerson(mergeRequest.author, viewer)) return 'author';
  return null;
}

/** The part of those who answer for a merge request or an issue: its author and its assignees. */
export function answersFor(
  { author, assignees }: Pick<MergeRequest | Issue, 'author' | 'assignees'>,
  viewer: Person,
): Reason | null {
  if (isSamePerson(author, viewer)) return 'author';
  return includes(assignees, viewer) ? 'assignee' : null;
}

export function includes(people: readonly Person[], person: Person): boolean {
  return people.some((one) => isSamePerson(one, person));
}
