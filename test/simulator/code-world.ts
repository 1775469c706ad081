import type { FileChange } from './core/history.js';

/** What can happen to branches, tags and releases, in the vocabulary of both forges. */
export interface CodeWorld {
  /** Pushes to a branch, which comes to be where it is missing. Returns the new head. */
  push(path: string, options: PushOptions): string;
  /** Words on a commit; those whom they name are told. */
  commentOnCommit(path: string, sha: string, comment: CommitComment): void;
  deleteBranch(path: string, branch: string, by: string): void;
  /** Puts a tag on the head of the default branch, or moves it there. */
  pushTag(path: string, tag: string, by: string): void;
  deleteTag(path: string, tag: string, by: string): void;
  /** Brings out a release of a tag, which comes to be where it is missing. */
  publishRelease(path: string, options: PublishRelease): void;
  /** Changes its name. */
  renameRelease(path: string, tag: string, title: string): void;
}

export interface CommitComment {
  readonly by: string;
  readonly body: string;
}

export interface PushOptions {
  readonly by: string;
  readonly branch: string;
  /** Messages of the commits, oldest first. */
  readonly commits?: readonly string[];
  /** What the last of them does to files. */
  readonly files?: readonly FileChange[];
  /** Takes the place of the last commit; GitLab's events do not tell. */
  readonly isForced?: boolean;
}

export interface PublishRelease {
  readonly by: string;
  readonly tag: string;
  readonly title?: string;
  readonly notes?: string;
  readonly files?: readonly string[];
}
