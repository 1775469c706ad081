import * as git from 'isomorphic-git';
import { ForgeError } from '../../../domain/errors.js';
import type { ForgeSession } from '../../../domain/ports/forge-adapter.js';
import type { Project } from '../../../domain/project.js';
import { createGitHttp } from './git-http.js';
import { MemoryFiles } from './memory-files.js';
import { assertModestPack } from './pack-size.js';

/** Commits fetched at once, newest first: more edits between two looks are told in part. */
export const MAX_COMMITS = 50;

const GIT_DIR = '/wiki';

export interface WikiCommit {
  readonly sha: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly committedAt: Date;
  readonly parent: string | null;
}

/** A file that differs between two commits. */
export interface FileChange {
  readonly path: string;
  /** The id of its content; `null`: it is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What was fetched of a wiki. */
export interface WikiHistory {
  readonly head: string;
  /** Newest first, `MAX_COMMITS` at most. */
  readonly commits: readonly WikiCommit[];
  /** The last of `commits` is not the first that there was. */
  readonly isCut: boolean;
  /** `from: null`: all files of `to` are new. */
  compare(from: string | null, to: string): Promise<readonly FileChange[]>;
  read(blob: string): Promise<string>;
}

/** The wiki of a project as a git repository, which is all that GitHub gives of it. */
export interface WikiRepository {
  /** One request. `null`: there is none, or the token may not read it, which look the same. */
  readHead(): Promise<string | null>;
  /** Two requests. `bad-reply` where it is too large, or no history. */
  fetchHistory(): Promise<WikiHistory>;
  serverTime(): Date | null;
}

/** https://docs.github.com/en/communities/documenting-your-project-with-wikis/adding-or-editing-wiki-pages */
export function openWiki(
  session: ForgeSession,
  project: Project,
  fetch: typeof globalThis.fetch,
): WikiRepository {
  const http = createGitHttp(session, fetch);
  const path = project.path.split('/').map(encodeURIComponent).join('/');
  const url = `${session.forge.url}/${path}.wiki.git`;
  return {
    serverTime: () => http.serverTime(),
    async readHead() {
      try {
        // The first protocol names all references in its first answer.
        const refs = await git.listServerRefs({ http, url, prefix: 'HEAD', protocolVersion: 1 });
        return refs.find(({ ref }) => ref === 'HEAD')?.oid ?? null;
      } catch (error) {
        if (error instanceof ForgeError && UNREADABLE.has(error.code)) return null;
        throw toForgeError(error);
      }
    },
    async fetchHistory() {
      const repository = { fs: new MemoryFiles(inspect), gitdir: GIT_DIR };
      try {
        await git.init({ ...repository, bare: true });
        await git.addRemote({ ...repository, remote: 'origin', url });
        const options = { depth: MAX_COMMITS, singleBranch: true, tags: false };
        const { fetchHead } = await git.fetch({ ...repository, http, remoteRef: 'HEAD', ...options });
        if (fetchHead === null) throw new ForgeError('bad-reply', { detail: 'the wiki has no history' });
        return await openHistory(repository, fetchHead);
      } catch (error) {
        throw toForgeError(error);
      }
    },
  };
}

/** A pack is kept before anything in it is unpacked. */
function inspect(path: string, data: Buffer): void {
  if (path.endsWith('.pack')) assertModestPack(data);
}

const UNREADABLE: ReadonlySet<string> = new Set(['token-refused', 'forbidden', 'not-found']);

type Repository = Readonly<{ fs: MemoryFiles; gitdir: string; cache?: object }>;

async function openHistory(fetched: Repository, head: string): Promise<WikiHistory> {
  const repository = { ...fetched, cache: {} };
  const log = await git.log({ ...repository, ref: head, depth: MAX_COMMITS });
  const commits = log.map(({ oid, commit }) => ({
    sha: oid,
    author: { name: commit.author.name, email: commit.author.email },
    committedAt: new Date(commit.committer.timestamp * 1_000),
    parent: commit.parent[0] ?? null,
  }));
  return {
    head,
    commits,
    isCut: (commits.at(-1)?.parent ?? null) !== null,
    compare: (from, to) => compareTrees(repository, from, to),
    read: async (oid) => Buffer.from((await git.readBlob({ ...repository, oid })).blob).toString('utf8'),
  };
}

async function compareTrees(
  repository: Repository,
  from: string | null,
  to: string,
): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  const trees = [git.TREE({ ref: to }), ...(from === null ? [] : [git.TREE({ ref: from })])];
  await git.walk({
    ...repository,
    trees,
    async map(path, [now = null, was = null]) {
      // A folder that is the same is not gone into.
      if ((await now?.oid()) === (await was?.oid())) return null;
      const [after, before] = [await fileOf(now), await fileOf(was)];
      if (after !== null || before !== null) changes.push({ path, before, after });
      return undefined;
    },
  });
  return changes;
}

/** `null` for a folder as for nothing. */
async function fileOf(entry: git.WalkerEntry | null): Promise<string | null> {
  if (entry === null || (await entry.type()) !== 'blob') return null;
  return entry.oid();
}

/** What isomorphic-git throws of itself says that the answers made no sense; it may quote them. */
function toForgeError(error: unknown): ForgeError {
  if (error instanceof ForgeError) return error;
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null;
  const fault = typeof code === 'string' ? `: ${code}` : '';
  return new ForgeError('bad-reply', { detail: `the wiki could not be read${fault}` });
}
