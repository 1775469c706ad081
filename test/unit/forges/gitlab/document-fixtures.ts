import { at } from './fixtures.js';

export const OLD_HEAD = 'a'.repeat(40);
export const NEW_HEAD = 'b'.repeat(40);

export function rawCommit(sha: string, parents: readonly string[], more: Record<string, unknown> = {}) {
  return { id: sha, parent_ids: parents, author_name: 'BOB', committed_date: at(-5), ...more };
}

/** Two lines added, one removed. */
export function rawDiff(path: string, more: Record<string, unknown> = {}) {
  return {
    diff: '@@ -1,2 +1,3 @@\n-Old\n+New\n+\n same\n',
    new_path: path,
    old_path: path,
    new_file: false,
    renamed_file: false,
    deleted_file: false,
    ...more,
  };
}

/** One commit from the old head to the new one. */
export function rawComparison(diffs: readonly unknown[], more: Record<string, unknown> = {}) {
  return { commits: [rawCommit(NEW_HEAD, [OLD_HEAD])], diffs, compare_timeout: false, ...more };
}
