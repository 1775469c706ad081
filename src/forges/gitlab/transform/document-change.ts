import { countLines } from '../../patch-text.js';
import type { FileWithDiff } from '../../document-change.js';
import type { FileFate } from '../../../domain/subjects/document-change.js';
import type { RawCommit, RawDiff } from '../schema.js';

/** A diff that is too large is left out, and with it the number of its lines. */
export function toChangedFile(raw: RawDiff): FileWithDiff {
  const isLeftOut = raw.too_large === true || raw.collapsed === true;
  const lines = isLeftOut ? { additions: null, deletions: null } : countLines(raw.diff);
  const fate = fateOf(raw);
  const oldPath = fate === 'renamed' ? raw.old_path : null;
  return { path: raw.new_path, oldPath, fate, ...lines, diff: isLeftOut ? null : raw.diff };
}

export function toAuthored({ author_name: name, parent_ids: parents }: RawCommit) {
  return { name, isMerge: parents.length > 1 };
}

function fateOf({ new_file, deleted_file, renamed_file }: RawDiff): FileFate {
  if (new_file === true) return 'added';
  if (deleted_file === true) return 'deleted';
  return renamed_file === true ? 'renamed' : 'changed';
}
