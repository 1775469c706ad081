import { ForgeError } from '../../../domain/errors.js';
import { MAX_FILES } from '../../../domain/subjects/document-change.js';
import type { Push } from '../../../domain/subjects/push.js';
import type { TouchedFiles } from '../../../domain/subjects/touched-files.js';
import { MAX_COMMITS, pushedCommits, titleOfMessage } from '../../pushed-commits.js';
import { touchedBy } from '../../touched-files.js';
import type { ProjectReader } from '../project-reader.js';
import { commitSchema, type GithubActivity, type GithubComparison } from '../schema.js';
import type { PushedByGithub } from '../transform/commit-note.js';
import { toChangedFile } from '../transform/document-change.js';
import { compare } from './compare.js';

type PushParts = Partial<Pick<Push, 'commitCount' | 'commits' | 'touched'>> & Pick<Push, 'title'>;

export interface PushDetails {
  readonly parts: PushParts;
  /** The newest of those that it brought, newest last. */
  readonly commits: readonly PushedByGithub[];
}

/** What a push brought, from one comparison; of one that is not to be had, the last commit alone. */
export async function readPushDetails(
  project: ProjectReader,
  { before, after }: GithubActivity,
): Promise<PushDetails> {
  if (!isSha(before) || !isSha(after)) return toDetails(await lastCommit(project, after));
  const found = await compare(project, before, after);
  const comparison = found === 'gone' || found === 'broken' ? null : found;
  const { parts, commits } = toDetails(newestOf(comparison, after) ?? (await lastCommit(project, after)));
  // It brings none where it goes back.
  const commitCount = comparison === null || comparison.total_commits === 0 ? null : comparison.total_commits;
  return { parts: { ...parts, commitCount, touched: touchedIn(comparison) }, commits };
}

function toDetails(commits: readonly PushedByGithub[]): PushDetails {
  const written = commits.map(({ sha, commit: { message = null, author } }) => ({
    sha,
    message,
    author: author?.name ?? null,
  }));
  const title = titleOfMessage(written.at(-1)?.message ?? '');
  return { parts: { title, ...pushedCommits(written) }, commits: commits.slice(-MAX_COMMITS) };
}

/** `null`: a long comparison does not reach the newest, and one that goes back shows none. */
function newestOf(comparison: GithubComparison | null, head: string): readonly PushedByGithub[] | null {
  const commits = comparison?.commits ?? [];
  return commits.at(-1)?.sha === head && comparison?.total_commits === commits.length ? commits : null;
}

function touchedIn(comparison: GithubComparison | null): TouchedFiles {
  const files = comparison?.files ?? null;
  return touchedBy(files?.map(toChangedFile) ?? null, files === null || files.length >= MAX_FILES);
}

/** None where it is not to be had any more. */
async function lastCommit(project: ProjectReader, sha: string): Promise<readonly PushedByGithub[]> {
  if (!isSha(sha)) return [];
  try {
    const answer = await project.detail(`/commits/${sha}`, { per_page: 1 });
    const commit = commitSchema.safeParse(answer?.data).data;
    return commit === undefined ? [] : [{ sha, ...commit }];
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'invalid') return [];
    throw error;
  }
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}
