import { ForgeError } from '../../../domain/errors.js';
import { MAX_FILES } from '../../../domain/subjects/document-change.js';
import type { Push } from '../../../domain/subjects/push.js';
import type { TouchedFiles } from '../../../domain/subjects/touched-files.js';
import { pushedCommits, titleOfMessage } from '../../pushed-commits.js';
import { touchedBy } from '../../touched-files.js';
import type { ProjectReader } from '../project-reader.js';
import { commitSchema, type GithubActivity, type GithubComparison } from '../schema.js';
import { toChangedFile } from '../transform/document-change.js';
import { compare } from './compare.js';

type Brought = Partial<Pick<Push, 'commitCount' | 'commits' | 'touched'>> & Pick<Push, 'title'>;

/** What a push brought, from one comparison; of one that is not to be had, the last commit alone. */
export async function readPushDetails(
  project: ProjectReader,
  { before, after }: GithubActivity,
  wantsFiles: boolean,
): Promise<Brought> {
  if (!isSha(before) || !isSha(after)) return lastCommit(project, after);
  const found = await compare(project, before, after);
  const comparison = found === 'gone' || found === 'broken' ? null : found;
  const brought = newestOf(comparison, after) ?? (await lastCommit(project, after));
  // It brings none where it goes back.
  const commitCount = comparison === null || comparison.total_commits === 0 ? null : comparison.total_commits;
  return { ...brought, commitCount, ...(wantsFiles ? { touched: touchedIn(comparison) } : {}) };
}

/** `null`: a long comparison does not reach the newest, and one that goes back shows none. */
function newestOf(comparison: GithubComparison | null, head: string): Brought | null {
  const commits = (comparison?.commits ?? []).map(({ sha, commit: { message = null, author } }) => ({
    sha,
    message,
    author: author?.name ?? null,
  }));
  const newest = commits.at(-1);
  if (newest?.sha !== head || comparison?.total_commits !== commits.length) return null;
  return { title: titleOfMessage(newest.message ?? ''), ...pushedCommits(commits) };
}

function touchedIn(comparison: GithubComparison | null): TouchedFiles {
  const files = comparison?.files ?? null;
  return touchedBy(files?.map(toChangedFile) ?? null, files === null || files.length >= MAX_FILES);
}

/** Nothing of a commit that is not to be had any more. */
async function lastCommit(project: ProjectReader, sha: string): Promise<Brought> {
  if (!isSha(sha)) return { title: null };
  try {
    const answer = await project.detail(`/commits/${sha}`, { per_page: 1 });
    const commit = commitSchema.safeParse(answer?.data).data?.commit;
    if (commit === undefined) return { title: null };
    const { message, author } = commit;
    return {
      title: titleOfMessage(message),
      ...pushedCommits([{ sha, message, author: author?.name ?? null }]),
    };
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'invalid') return { title: null };
    throw error;
  }
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}
