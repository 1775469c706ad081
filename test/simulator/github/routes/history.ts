import { ancestorsOf, commitsBetween, filesIn } from '../../core/history.js';
import { type Answer, entity, notFound, problem } from '../http/answer.js';
import { READ_CONTENTS, type RepoCall, type RepoRoute, textOf } from '../http/call.js';
import { list } from '../http/pagination.js';
import { repoApiUrl, repoPageUrl } from '../render/address.js';
import { renderCommit, renderFile } from '../render/commit.js';
import { renderPullSimple } from '../render/pull-request.js';
import type { Commit } from '../state/commit.js';
import { DEFAULT_BRANCH, type Repository } from '../state/repository.js';

/** More are not compared. */
const MAX_FILES = 300;

export function historyRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/commits', needs: READ_CONTENTS, handle: listCommits },
    { method: 'GET', path: '/commits/:ref/pulls', needs: READ_CONTENTS, handle: listPulls },
    { method: 'GET', path: '/compare/:basehead', needs: READ_CONTENTS, handle: compare },
  ];
}

/** Newest first; of the default branch where none is named. */
function listCommits(call: RepoCall): Answer {
  const { state, repository, query } = call;
  if (repository.commits.size === 0) return problem(409, 'Git Repository is empty.');
  const head = findCommit(repository, textOf(query, 'sha') ?? DEFAULT_BRANCH);
  if (head === undefined) return notFound();
  return list(call, {
    version: Math.max(repository.versions.activity, repository.versions.identity),
    isShared: true,
    items: () => {
      const reached = ancestorsOf(repository.commits, head.sha);
      return [...repository.commits.values()].filter(({ sha }) => reached.has(sha)).reverse();
    },
    render: (commit) => renderCommit(state, repository, commit),
  });
}

/** Those that brought the commit, or whose it is. */
function listPulls(call: RepoCall): Answer {
  const { state, repository, params } = call;
  const { pulls, representation, identity } = repository.versions;
  return list(call, {
    version: Math.max(pulls, representation, identity),
    items: () =>
      [...repository.pulls.values()].filter(
        ({ merge, commits }) => merge?.sha === params.ref || commits.some(({ sha }) => sha === params.ref),
      ),
    render: (pull) => renderPullSimple(state, repository, pull),
  });
}

/** From where the two parted to the second. A page is one of commits; the files come with the first. */
function compare(call: RepoCall): Answer {
  const { state, repository, params, query } = call;
  const [base, head] = (params.basehead ?? '').split('...').map((ref) => findCommit(repository, ref));
  if (base === undefined || head === undefined) return notFound();
  const mergeBase = commonAncestor(repository, base, head);
  if (mergeBase === undefined) {
    return problem(404, `No common ancestor between ${base.sha} and ${head.sha}.`);
  }
  const ahead = commitsBetween(repository.commits, base.sha, head.sha);
  const behind = commitsBetween(repository.commits, head.sha, base.sha);
  const at = `/compare/${base.sha}...${head.sha}`;
  const page = repoPageUrl(state, repository, at);
  const size = Number(query.per_page ?? 250);
  return entity(repository.versions.identity, () => ({
    url: repoApiUrl(state, repository, at),
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: renderCommit(state, repository, base),
    merge_base_commit: renderCommit(state, repository, mergeBase),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.slice(0, size).map((commit) => renderCommit(state, repository, commit)),
    files: filesIn(ahead)
      .slice(0, MAX_FILES)
      .map((file) => renderFile(state, repository, { file, ref: head.sha })),
  }));
}

function statusOf(ahead: number, behind: number): 'diverged' | 'ahead' | 'behind' | 'identical' {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function commonAncestor({ commits }: Repository, base: Commit, head: Commit): Commit | undefined {
  const [one, other] = [ancestorsOf(commits, base.sha), ancestorsOf(commits, head.sha)];
  return [...commits.values()].findLast(({ sha }) => one.has(sha) && other.has(sha));
}

function findCommit({ commits, branches }: Repository, ref: string): Commit | undefined {
  return commits.get(branches.get(ref) ?? ref);
}
