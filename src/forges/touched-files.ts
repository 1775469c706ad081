import { type ChangedFile, pathsOf } from '../domain/subjects/document-change.js';
import type { MergeRequest } from '../domain/subjects/merge-request.js';
import { toTouchedFiles, type TouchedFiles } from '../domain/subjects/touched-files.js';

/** What of a merge request is known of its files; nothing where nobody asks for them. */
export type Touched = Pick<MergeRequest, 'touched'>;

/** What was read of the same head against the same branch holds. */
export function knownTouched(
  before: MergeRequest | null | undefined,
  now: Pick<MergeRequest, 'headSha' | 'targetBranch'>,
): Touched {
  const touched = before?.touched;
  if (touched?.headSha !== now.headSha || before?.targetBranch !== now.targetBranch) return {};
  return { touched };
}

/** It was never read, or there was nothing to be read yet. */
export function isUnread({ touched }: Touched): boolean {
  return touched === undefined || touched.paths.length === 0;
}

/** `null`: they could not be had. */
export function touchedBy(
  files: readonly Pick<ChangedFile, 'path' | 'oldPath'>[] | null,
  isCut: boolean,
): TouchedFiles {
  return toTouchedFiles(files?.flatMap(pathsOf) ?? [], isCut);
}
