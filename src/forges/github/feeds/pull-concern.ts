import { isSamePerson } from '../../../domain/forge.js';
import type { Review } from '../../../domain/subjects/merge-request.js';
import { isMentioned, teamsUnder, type Viewer } from '../../../domain/viewer.js';
import { extractMentions } from '../../mentions.js';
import type { GithubPull } from '../schema.js';
import { toPersonOrNull } from '../transform/person.js';

export interface Onlooker {
  readonly viewer: Viewer;
  /** The project's. */
  readonly path: string;
}

/** Whether anything about it may concern the viewer. `reviews`: those that are known of it. */
export function mayConcern(
  pull: GithubPull,
  reviews: readonly Review[],
  { viewer, path }: Onlooker,
): boolean {
  const users = [pull.user, ...(pull.assignees ?? []), ...(pull.requested_reviewers ?? [])];
  const people = [...users.map(toPersonOrNull), ...reviews.map(({ person }) => person)];
  const teams = teamsUnder(path, viewer.groups);
  return (
    people.some((person) => isSamePerson(person, viewer)) ||
    (pull.requested_teams ?? []).some(({ slug }) => teams.includes(slug.toLowerCase())) ||
    isMentioned(extractMentions(pull.body ?? ''), viewer)
  );
}
