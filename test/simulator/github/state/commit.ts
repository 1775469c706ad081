import { createHash } from 'node:crypto';
import { type FileChange, SOME_PATCH } from '../../core/history.js';
import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';

export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
  readonly message: string;
  readonly author: Account;
  readonly at: Date;
  readonly parents: readonly string[];
  readonly files: readonly ChangedFile[];
  /** Oldest first. */
  readonly comments: CommitComment[];
}

export interface CommitComment {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly at: Date;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly from?: string;
  readonly patch?: string;
  readonly additions: number;
  readonly deletions: number;
}

export function createCommit(
  state: GithubState,
  seed: Pick<Commit, 'message' | 'author' | 'parents' | 'files'>,
): Commit {
  const number = nextId(state, 'commit');
  return {
    ...seed,
    sha: sha1(`commit ${number}`),
    treeSha: sha1(`tree ${number}`),
    at: state.clock(),
    comments: [],
  };
}

export function toChangedFile({
  status = 'modified',
  patch = SOME_PATCH,
  ...change
}: FileChange): ChangedFile {
  const count = (sign: '+' | '-'): number => patch.split('\n').filter((text) => text.startsWith(sign)).length;
  return { ...change, status, patch, additions: count('+'), deletions: count('-') };
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
