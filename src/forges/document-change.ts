import type { Person } from '../domain/forge.js';
import type { Project } from '../domain/project.js';
import {
  type ChangedFile,
  type DocumentChange,
  type Excerpt,
  isOfDocument,
  MAX_FILES,
} from '../domain/subjects/document-change.js';
import { excerptOf } from './diff-text.js';

/** A file with its hunks, where the forge shows them. */
export interface FileWithDiff extends ChangedFile {
  readonly diff: string | null;
}

export interface CommitAuthor {
  readonly name: string | null;
  /** What it brings, others have written. */
  readonly isMerge: boolean;
}

/** What a forge told of the way from one head to the next. */
export interface Progress extends Pick<DocumentChange, 'isRewritten' | 'mergeRequest' | 'url'> {
  readonly from: string;
  readonly to: string;
  readonly files: readonly FileWithDiff[];
  /** The forge did not show all files. */
  readonly isCut: boolean;
  readonly authorNames: readonly string[];
  /** Of the last commit; counts where all have one author. */
  readonly author: Person | null;
  readonly at: string;
}

/** More names than these are a crowd. */
const MAX_NAMES = 4;

export function toDocumentChange(progress: Progress, project: Project): DocumentChange {
  const { from, to, files, authorNames, author, at } = progress;
  return {
    kind: 'document-change',
    id: `${project.id}:${from}..${to}`,
    projectId: project.id,
    branch: project.defaultBranch,
    files: files.slice(0, MAX_FILES).map(withoutDiff),
    hasMoreFiles: progress.isCut || files.length > MAX_FILES,
    isRewritten: progress.isRewritten,
    excerpt: firstExcerpt(files),
    author: authorNames.length > 1 ? null : author,
    authorNames:
      authorNames.length === 0 && author !== null ? [author.name] : authorNames.slice(0, MAX_NAMES),
    mergeRequest: progress.mergeRequest,
    url: progress.url,
    createdAt: at,
    updatedAt: at,
  };
}

/** Each once; those who only merged count where there is nothing else. */
export function authorNamesOf(commits: readonly CommitAuthor[]): readonly string[] {
  const own = commits.filter(({ isMerge }) => !isMerge);
  const names = (own.length === 0 ? commits : own).map(({ name }) => name?.trim() ?? '');
  return [...new Set(names.filter((name) => name !== ''))];
}

function withoutDiff({ path, oldPath, fate, additions, deletions }: FileWithDiff): ChangedFile {
  return { path, oldPath, fate, additions, deletions };
}

function firstExcerpt(files: readonly FileWithDiff[]): Excerpt | null {
  for (const { path, diff } of files.filter(isOfDocument)) {
    const text = diff === null ? null : excerptOf(diff);
    if (text !== null) return { path, text };
  }
  return null;
}
