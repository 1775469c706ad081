import * as git from 'isomorphic-git';
import { MemoryFiles } from '../../../../src/forges/github/wiki/memory-files.js';
import type { WikiCommit } from '../state/wiki.js';

export const GIT_DIR = '/wiki';

/** A commit as git has it, with all that it needs besides its parent. */
export interface StoredCommit {
  readonly sha: string;
  readonly objects: readonly string[];
}

export interface WikiObjects {
  readonly fs: MemoryFiles;
  /** Oldest first. */
  readonly commits: readonly StoredCommit[];
}

/** Always the same ids for the same commits. */
export async function storeCommits(commits: readonly WikiCommit[]): Promise<WikiObjects> {
  const place = { fs: new MemoryFiles(), gitdir: GIT_DIR };
  await git.init({ ...place, bare: true });
  const stored: StoredCommit[] = [];
  for (const commit of commits) stored.push(await storeCommit(place, commit, stored.at(-1)?.sha ?? null));
  return { fs: place.fs, commits: stored };
}

async function storeCommit(
  place: { readonly fs: MemoryFiles; readonly gitdir: string },
  { author, message, at, files }: WikiCommit,
  parent: string | null,
): Promise<StoredCommit> {
  const entries: git.TreeEntry[] = [];
  for (const [path, text] of files) {
    const oid = await git.writeBlob({ ...place, blob: Buffer.from(text) });
    entries.push({ mode: '100644', path, oid, type: 'blob' });
  }
  const tree = await git.writeTree({ ...place, tree: entries });
  const person = {
    name: author.name,
    email: `${author.id}+${author.login}@users.noreply.github.com`,
    timestamp: Math.floor(at.getTime() / 1_000),
    timezoneOffset: 0,
  };
  const sha = await git.writeCommit({
    ...place,
    commit: { message, tree, parent: parent === null ? [] : [parent], author: person, committer: person },
  });
  return { sha, objects: [sha, tree, ...entries.map(({ oid }) => oid)] };
}
