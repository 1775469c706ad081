import { isDeepStrictEqual } from 'node:util';
import type { SnapshotLookup } from '../domain/feed.js';
import type { SubjectKind, SubjectOf } from '../domain/subject.js';
import { rememberMoves } from '../domain/subjects/moves.js';

/** Those that are not as the account last saw them. */
export async function changedAmong<K extends SubjectKind>(
  lookup: SnapshotLookup,
  kind: K,
  subjects: readonly SubjectOf<K>[],
): Promise<readonly SubjectOf<K>[]> {
  const known = await lookup(
    kind,
    subjects.map(({ id }) => id),
  );
  return subjects.filter((subject) => {
    const before = known.get(subject.id) ?? null;
    return !isDeepStrictEqual(before, rememberMoves(before, subject));
  });
}
