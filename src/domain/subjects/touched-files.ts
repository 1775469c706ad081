/** The files that commits touch, as far as they are known. */
export interface TouchedFiles {
  /** One that is renamed has both names here; at most `MAX_PATHS`. */
  readonly paths: readonly string[];
  /** There are more than these, or none could be read. */
  readonly isCut: boolean;
}

/** All that a merge request would bring, as of one head. */
export interface TouchedByHead extends TouchedFiles {
  readonly headSha: string;
}

/** Of all accounts that see it, each remembers them: a merge request of more files is a move of everything. */
export const MAX_PATHS = 300;
const MAX_CHARACTERS = 20_000;

/** None is no knowledge: a forge that has not worked out a difference yet shows none either. */
export function toTouchedFiles(paths: Iterable<string>, isCut: boolean): TouchedFiles {
  const kept: string[] = [];
  let characters = 0;
  for (const path of new Set(paths)) {
    characters += path.length;
    if (kept.length === MAX_PATHS || characters > MAX_CHARACTERS) return { paths: kept, isCut: true };
    kept.push(path);
  }
  return { paths: kept, isCut: isCut || kept.length === 0 };
}
