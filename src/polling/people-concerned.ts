import { type Circle, circleOf, circleOfNames, joinCircles, NOBODY } from '../domain/circle.js';
import type { Subject } from '../domain/subject.js';
import type { Look } from './compare-looks.js';

/**
 * Whom what moved may concern, by project: everybody who has, or had, a part in it. It is wider than what the events
 * tell and must never be narrower: who is left out looks an hour later.
 */
export function circlesOf(looks: readonly Look[]): ReadonlyMap<string, Circle> {
  const circles = new Map<string, Circle>();
  for (const look of looks) {
    const { projectId } = look.after;
    const known = circles.get(projectId);
    circles.set(projectId, joinCircles([...(known === undefined ? [] : [known]), circleOfLook(look)]));
  }
  return circles;
}

function circleOfLook({ before, after }: Look): Circle {
  if (hasOtherTeams(before, after)) return 'everybody';
  return joinCircles([
    partsIn(after),
    ...(before === null ? [] : [partsIn(before)]),
    circleOfNames(newMentions(before, after)),
  ]);
}

function partsIn(subject: Subject): Circle {
  switch (subject.kind) {
    case 'pipeline':
      // The lookout's token may be one that is not told who started it, nor is it told who else may approve.
      return subject.actor === null || subject.mayApprove !== undefined
        ? 'everybody'
        : circleOf([subject.actor, subject.mergeRequestAuthor ?? null]);
    case 'merge-request': {
      const { author, reviewers, assignees, reviews, mergedBy, closedBy } = subject;
      const reviewed = reviews.map(({ person }) => person);
      return circleOf([author, ...reviewers, ...assignees, ...reviewed, mergedBy, closedBy]);
    }
    case 'issue':
      return circleOf([subject.author, ...subject.assignees, subject.closedBy]);
    case 'comment': {
      const { author, on, thread } = subject;
      const { assignees = [], reviewers = [] } = on;
      return joinCircles([
        circleOf([author, on.author, ...assignees, ...reviewers]),
        circleOfNames(thread?.participants ?? []),
      ]);
    }
    case 'deployment':
      // Who else may approve it is told to each alone.
      return subject.mayApprove === undefined ? circleOf([subject.actor]) : 'everybody';
    default:
      // News for whoever listens, and no one person's.
      return NOBODY;
  }
}

/** Who was named before has been told of it; an edit of a wiki page knows its own new names. */
function newMentions(before: Subject | null, after: Subject): readonly string[] {
  if (after.kind === 'wiki-page') return after.edit?.mentions ?? [];
  const known = new Set(mentionsIn(before));
  return mentionsIn(after).filter((name) => !known.has(name));
}

function mentionsIn(subject: Subject | null): readonly string[] {
  if (subject === null || !('mentions' in subject)) return [];
  if (subject.kind !== 'merge-request') return subject.mentions;
  return [...subject.mentions, ...subject.reviews.flatMap(({ words }) => words?.mentions ?? [])];
}

/** Who is in a team that is asked for a review, or is asked no more, is not known. */
function hasOtherTeams(before: Subject | null, after: Subject): boolean {
  const [known, now] = [teamsOf(before), teamsOf(after)];
  return now.some((team) => !known.includes(team)) || known.some((team) => !now.includes(team));
}

function teamsOf(subject: Subject | null): readonly string[] {
  return subject?.kind === 'merge-request' ? (subject.reviewerTeams ?? []) : [];
}
