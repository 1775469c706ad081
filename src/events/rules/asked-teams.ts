import { isSamePerson } from '../../domain/forge.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import { teamsUnder, type Viewer } from '../../domain/viewer.js';
import type { Change } from '../define-event.js';
import { includes } from './concern.js';

export interface AskedTeam {
  /** `org/team`, as the forge writes both. */
  readonly name: string;
  /** The viewer owes the review as one of it. */
  readonly isReaders: boolean;
}

/**
 * Teams that are asked for a review and were not. The viewer owes one review, however many of their teams are asked, and
 * none as one of a team where they are asked by name, have reviewed already, or are the author.
 */
export function newlyAskedTeams(
  { before, after, isNew }: Change<'merge-request'>,
  viewer: Viewer,
): readonly AskedTeam[] {
  const known = before?.reviewerTeams ?? [];
  const asked = (after.reviewerTeams ?? []).filter((team) => !known.includes(team));
  const path = new URL(after.url).pathname.slice(1);
  const own = teamsUnder(path, viewer.groups);
  const isOwn = (team: string): boolean => own.includes(team.toLowerCase());
  const readers = owesTeamReview(after, viewer) ? asked.find(isOwn) : undefined;
  return asked
    .filter((team) => team === readers || (!isOwn(team) && (before !== null || isNew)))
    .map((team) => ({ name: `${path.split('/')[0] ?? ''}/${team}`, isReaders: team === readers }));
}

function owesTeamReview({ author, reviewers, reviews }: MergeRequest, viewer: Viewer): boolean {
  const hasReviewed = reviews.some(({ person }) => isSamePerson(person, viewer));
  return !hasReviewed && !includes(reviewers, viewer) && !isSamePerson(author, viewer);
}
