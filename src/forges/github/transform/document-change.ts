import type { FileFate } from '../../../domain/subjects/document-change.js';
import type { FileWithDiff } from '../../document-change.js';
import type { GithubChangedFile, GithubLinkedCommit } from '../schema.js';
import { toPersonOrNull } from './person.js';

const FATES: Readonly<Record<string, FileFate>> = {
  added: 'added',
  copied: 'added',
  removed: 'deleted',
  renamed: 'renamed',
};

/** A large or binary file has no patch. */
export function toChangedFile(raw: GithubChangedFile): FileWithDiff {
  const { filename: path, additions, deletions } = raw;
  const fate = FATES[raw.status] ?? 'changed';
  const oldPath = fate === 'renamed' ? (raw.previous_filename ?? null) : null;
  return { path, oldPath, fate, additions, deletions, diff: raw.patch ?? null };
}

/** The name is the one in the commit; the user is missing where its address is nobody's. */
export function toAuthored({ commit, author, parents }: GithubLinkedCommit) {
  return {
    name: commit.author?.name ?? author?.login ?? null,
    person: toPersonOrNull(author),
    isMerge: parents.length > 1,
  };
}
