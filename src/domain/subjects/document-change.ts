import type { Person } from '../forge.js';

export type FileFate = 'added' | 'changed' | 'renamed' | 'deleted';

export interface ChangedFile {
  readonly path: string;
  /** Before it was renamed. */
  readonly oldPath: string | null;
  readonly fate: FileFate;
  /** Lines; `null` where the forge did not show them, because they are too many. */
  readonly additions: number | null;
  readonly deletions: number | null;
}

/** The first lines of a file that were added or removed, each behind its `+` or `-`. */
export interface Excerpt {
  readonly path: string;
  readonly text: string;
}

export interface NamingFile {
  readonly path: string;
  /** As subjects keep them. */
  readonly names: readonly string[];
}

/** What changed on the default branch between two looks: it never changes itself. */
export interface DocumentChange {
  readonly kind: 'document-change';
  /** The project, and the commits at both ends. */
  readonly id: string;
  readonly projectId: string;
  /** `null`: the project was saved without its name. */
  readonly branch: string | null;
  /** All kinds of files, because it is for a watch to say what a document is; at most `MAX_FILES`. Empty: unknown. */
  readonly files: readonly ChangedFile[];
  readonly hasMoreFiles: boolean;
  /** The commit that was seen last is no ancestor of the present one. */
  readonly isRewritten: boolean;
  /** Of the first document. */
  readonly excerpt: Excerpt | null;
  /** Of the first file of which each watch with rules of paths hears, and of those that name somebody. Missing: of none. */
  readonly excerpts?: readonly Excerpt[];
  /** Whom the documents, and the files of which a watch hears in their place, name since. */
  readonly mentions: readonly string[];
  /** The same by files. Missing: nobody is named. */
  readonly namedIn?: readonly NamingFile[];
  /** Whose all of it is, where the forge tells and it is one person's. */
  readonly author: Person | null;
  /** Names of those who made it, as far as they are known. */
  readonly authorNames: readonly string[];
  /** What the last commit came in with. */
  readonly mergeRequest: { readonly number: string; readonly url: string } | null;
  /** The comparison. */
  readonly url: string;
  /** When it was seen: commits are often older than their push. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** As many as GitHub compares; a push of more files is a move of everything, of which nobody reads a list. */
export const MAX_FILES = 300;

const DOCUMENT = /^(?:docs\/|(?:.*\/)?readme[^/]*$|(?:contributing|changelog)[^/]*$)/is;

/** What counts as one where a watch does not say otherwise. */
export function isDocument(path: string): boolean {
  return DOCUMENT.test(path);
}

/** A file that was renamed has two. */
export function pathsOf({ path, oldPath }: Pick<ChangedFile, 'path' | 'oldPath'>): readonly string[] {
  return oldPath === null ? [path] : [path, oldPath];
}

export function isOfDocument(file: Pick<ChangedFile, 'path' | 'oldPath'>): boolean {
  return pathsOf(file).some(isDocument);
}
