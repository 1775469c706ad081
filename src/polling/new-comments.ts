import type { Sighting } from '../domain/feed.js';
import { type Snapshot, type Subject, subjectKey } from '../domain/subject.js';
import type { Comment } from '../domain/subjects/comment.js';
import type { SubjectChange } from './diff-subjects.js';

/**
 * Comments on issues that nobody was told of: new ones, and those of which it was not known before that all may read
 * them, however old their look is.
 */
export function newComments(
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, Snapshot>,
  changes: readonly SubjectChange[],
): readonly Comment[] {
  const news = new Set<Subject>(changes.map(({ after }) => after));
  return sightings.flatMap(({ subject }) => {
    if (subject.kind !== 'comment' || subject.on.kind !== 'issue') return [];
    const before = known.get(subjectKey(subject));
    if (before === undefined) return news.has(subject) ? [subject] : [];
    return before.kind === 'comment' && before.isPublic === undefined ? [subject] : [];
  });
}
