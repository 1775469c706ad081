import { isSamePerson } from '../../domain/forge.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import { teamsUnder, type Viewer } from '../../domain/viewer.js';
import type { Change } from '../define-event.js';
import { includes } from './concern.js';
import { hasReviewed } from './verdict.js';

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
  const isOwn = ownTeamsOf(after, viewer);
  const readers = owesTeamReview(after, viewer) ? asked.find(isOwn) : undefined;
  return asked
    .filter((team) => team === readers || (!isOwn(team) && (before !== null || isNew)))
    .map((team) => ({ name: fullNameOf(team, after), isReaders: team === readers }));
}

/**
 * The viewer's team that was asked for a review which they owed as one of it, where none of theirs is asked any more;
 * `null`: there is none. Somebody's answer is presumed to be for the team: forges do not say whose it was.
 */
export function teamAskedNoMore({ before, after }: Looks, viewer: Viewer): string | null {
  const isOwn = ownTeamsOf(after, viewer);
  const asked = before.reviewerTeams?.find(isOwn);
  if (asked === undefined || !owesTeamReview(before, viewer)) return null;
  const isAsked = after.reviewerTeams?.some(isOwn) ?? true;
  const isAnswered = after.reviews.some(({ person }) => hasReviewed({ before, after }, person));
  return isAsked || isAnswered ? null : fullNameOf(asked, after);
}

interface Looks {
  readonly before: MergeRequest;
  readonly after: MergeRequest;
}

function ownTeamsOf({ url }: MergeRequest, { groups }: Viewer): (team: string) => boolean {
  const own = teamsUnder(pathOf(url), groups);
  return (team) => own.includes(team.toLowerCase());
}

function fullNameOf(team: string, { url }: MergeRequest): string {
  return `${pathOf(url).split('/')[0] ?? ''}/${team}`;
}

function pathOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

function owesTeamReview({ author, reviewers, reviews }: MergeRequest, viewer: Viewer): boolean {
  const hasAnswered = reviews.some(({ person }) => isSamePerson(person, viewer));
  return !hasAnswered && !includes(reviewers, viewer) && !isSamePerson(author, viewer);
}
