import type { Sighting } from '../domain/feed.js';
import { type Snapshot, subjectKey } from '../domain/subject.js';
import type { SubjectChange } from './diff-subjects.js';

/**
 * Comments that were kept before it was known whether all may read them, and now it is, however old their look is: what
 * they made happen is still to be told where others read along. A to-do item of GitLab does not tell.
 */
export function nowForAll(
  sightings: readonly Sighting[],
  known: ReadonlyMap<string, Snapshot>,
): readonly SubjectChange[] {
  return sightings.flatMap(({ subject }): readonly SubjectChange[] => {
    if (subject.kind !== 'comment' || subject.isPublic !== true) return [];
    const before = known.get(subjectKey(subject));
    const wasUnknown = before?.kind === 'comment' && before.isPublic === undefined;
    return wasUnknown ? [{ before: null, after: subject, isNew: true }] : [];
  });
}
