/** A commit as far as histories are concerned. */
interface Linked {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** What a commit does to one file. */
export interface FileChange {
  readonly path: string;
  /** `modified` where left out. */
  readonly status?: 'added' | 'modified' | 'removed' | 'renamed';
  /** Its path before it was renamed. */
  readonly from?: string;
  /** The hunks of its diff; one of two lines added and one removed where left out. */
  readonly patch?: string;
}

export const SOME_PATCH = '@@ -1,3 +1,4 @@\n-Old line\n+New line\n+Another line';

/** The commit and all that it came from. */
export function ancestorsOf(commits: ReadonlyMap<string, Linked>, sha: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const commit = commits.get(next);
    if (commit === undefined || found.has(next)) continue;
    found.add(next);
    open.push(...commit.parents);
  }
  return found;
}

/** What came from `from` to `to`, oldest first. */
export function commitsBetween<C extends Linked>(
  commits: ReadonlyMap<string, C>,
  from: string,
  to: string,
): readonly C[] {
  const [before, after] = [ancestorsOf(commits, from), ancestorsOf(commits, to)];
  return [...commits.values()].filter(({ sha }) => after.has(sha) && !before.has(sha));
}

/** The last change of each file; what a merge brings, its commits have told. */
export function filesIn<F extends { readonly path: string }>(
  commits: readonly (Linked & { readonly files: readonly F[] })[],
): readonly F[] {
  const own = commits.filter(({ parents }) => parents.length < 2).flatMap(({ files }) => files);
  return [...new Map(own.map((file) => [file.path, file])).values()];
}
