import { createHash } from 'node:crypto';
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
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified';
  readonly additions: number;
  readonly deletions: number;
}

export function createCommit(
  state: GithubState,
  seed: Pick<Commit, 'message' | 'author' | 'parents' | 'files'>,
): Commit {
  const number = nextId(state, 'commit');
  return { ...seed, sha: sha1(`commit ${number}`), treeSha: sha1(`tree ${number}`), at: state.clock() };
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
