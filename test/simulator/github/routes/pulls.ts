import { type Answer, answer, entity, invalid, problem } from '../http/answer.js';
import { READ_PULLS, type RepoCall, type RepoRoute, WRITE_PULLS, textOf, withPull } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderCommit, renderFile } from '../render/commit.js';
import { renderPull, renderPullSimple } from '../render/pull-request.js';
import { renderRepository } from '../render/repository.js';
import { type PullRequest, closePull, editPull, mergePull, reopenPull } from '../state/pull-request.js';
import { nextVersion } from '../state/github-state.js';
import { deleteBranch } from '../state/activity.js';
import { obstacleOf } from '../state/obstacle.js';
import { type Repository, hasRole } from '../state/repository.js';

export function pullRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/pulls', needs: READ_PULLS, handle: listPulls },
    { method: 'GET', path: '/pulls/:number', needs: READ_PULLS, handle: showPull },
    { method: 'PATCH', path: '/pulls/:number', needs: WRITE_PULLS, handle: patchPull },
    { method: 'GET', path: '/pulls/:number/commits', needs: READ_PULLS, handle: listCommits },
    { method: 'GET', path: '/pulls/:number/files', needs: READ_PULLS, handle: listFiles },
    {
      method: 'PUT',
      path: '/pulls/:number/merge',
      needs: { permission: 'contents', level: 'write', role: 'write' },
      handle: merge,
    },
  ];
}

function listPulls(call: RepoCall): Answer {
  const { state, repository, query } = call;
  const { pulls, representation, identity } = repository.versions;
  let rendered: unknown;
  return list(call, {
    version: Math.max(pulls, representation, identity),
    isShared: true,
    items: () => sortPulls(selectPulls(repository.pulls.values(), query), query),
    render: (pull) => {
      rendered ??= renderRepository(state, repository);
      return renderPullSimple(state, repository, pull, rendered);
    },
  });
}

function selectPulls(pulls: Iterable<PullRequest>, query: RepoCall['query']): readonly PullRequest[] {
  const wanted = textOf(query, 'state') ?? 'open';
  const base = textOf(query, 'base');
  const head = textOf(query, 'head')?.split(':').at(-1);
  return [...pulls].filter(
    (pull) =>
      (wanted === 'all' || pull.state === wanted) &&
      (base === undefined || pull.baseRef === base) &&
      (head === undefined || pull.headRef === head),
  );
}

/** Rising unless it is sorted by creation, which is also what happens when nothing is said. */
function sortPulls(pulls: readonly PullRequest[], query: RepoCall['query']): readonly PullRequest[] {
  const sort = textOf(query, 'sort') ?? 'created';
  const direction = textOf(query, 'direction') ?? (sort === 'created' ? 'desc' : 'asc');
  const keyOf = (pull: PullRequest): number => {
    if (sort === 'updated') return pull.updatedAt.getTime();
    return sort === 'created' ? pull.createdAt.getTime() : pull.reviews.length;
  };
  const rising = [...pulls].sort((one, other) => keyOf(one) - keyOf(other) || one.number - other.number);
  return direction === 'asc' ? rising : rising.reverse();
}

/**
 * Asking makes GitHub work out whether it can be merged; the answer is there at the next look. Nothing promises that the
 * ETag knows of checks, which move nothing of the pull request: here it does not.
 */
function showPull(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) => {
    const render = () => {
      const rendered = renderPull(state, repository, pull);
      settleMergeability(call, pull);
      return rendered;
    };
    const { representation, identity } = repository.versions;
    return entity(Math.max(pull.version, representation, identity), render, pull.updatedAt);
  });
}

function settleMergeability({ state }: RepoCall, pull: PullRequest): void {
  if (pull.state === 'closed' || pull.mergeability !== 'unknown') return;
  pull.mergeability = 'known';
  pull.version = nextVersion(state);
}

function patchPull(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withPull(call, (pull) => {
    if (pull.author !== viewer && !hasRole(repository, viewer, 'triage')) {
      return problem(403, 'Must have push access to repository');
    }
    const wanted = textOf(body, 'state');
    if (wanted !== undefined && wanted !== 'open' && wanted !== 'closed') {
      return invalid('PullRequest', 'state', 'invalid');
    }
    if (wanted === 'open' && pull.merge !== null) return invalid('PullRequest', 'state', 'invalid');
    const title = textOf(body, 'title');
    const text = body.body === null ? null : textOf(body, 'body');
    if (title !== undefined || text !== undefined) {
      editPull(state, repository, pull, {
        by: viewer,
        ...(title === undefined ? {} : { title }),
        ...(text === undefined ? {} : { body: text }),
      });
    }
    if (wanted === 'closed') closePull(state, repository, pull, viewer);
    if (wanted === 'open') reopenPull(state, repository, pull, viewer);
    return entity(pull.version, () => renderPull(state, repository, pull));
  });
}

function merge(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withPull(call, (pull) => {
    const method = textOf(body, 'merge_method') ?? 'merge';
    if (!['merge', 'squash', 'rebase'].includes(method))
      return problem(422, `Invalid request.\n\n${method} is not a member of ["merge", "squash", "rebase"].`);
    const refusal = refuseMerge(repository, pull, method);
    if (refusal !== null) return refusal;
    const sha = textOf(body, 'sha');
    if (sha !== undefined && sha !== pull.headSha) {
      return problem(409, 'Head branch was modified. Review and try the merge again.');
    }
    const message = textOf(body, 'commit_title');
    const commit = mergePull(state, repository, pull, {
      by: viewer,
      ...(message === undefined ? {} : { message }),
    });
    if (repository.settings.deletesBranchOnMerge) deleteBranch(state, repository, pull.headRef, viewer);
    return answer(200, { sha: commit.sha, merged: true, message: 'Pull Request successfully merged' });
  });
}

/** https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const QUEUED_ONLY = 'Changes must be made through the merge queue';

function refuseMerge(repository: Repository, pull: PullRequest, method: string): Answer | null {
  if (!repository.settings.mergeMethods.some((one) => one === method)) {
    return problem(405, `${METHOD_NAMES[method] ?? method} are not allowed on this repository.`);
  }
  if (pull.isDraft) return problem(405, 'Pull Request is still a draft');
  if (pull.state === 'closed') return problem(405, 'Pull Request is not mergeable');
  const obstacle = obstacleOf(repository, pull);
  if (obstacle !== null) return problem(405, obstacle.words);
  return repository.rules.needsQueue ? problem(405, QUEUED_ONLY) : null;
}

const METHOD_NAMES: Readonly<Record<string, string>> = {
  merge: 'Merge commits',
  squash: 'Squash merges',
  rebase: 'Rebase merges',
};

function listCommits(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) =>
    list(call, {
      version: Math.max(pull.version, repository.versions.identity),
      lastModified: pull.commits.at(-1)?.at ?? pull.createdAt,
      items: () => pull.commits,
      render: (commit) => renderCommit(state, repository, commit),
    }),
  );
}

function listFiles(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) =>
    list(call, {
      version: Math.max(pull.version, repository.versions.identity),
      items: () => {
        const files = pull.commits.flatMap((commit) => commit.files);
        return [...new Map(files.map((file) => [file.path, file])).values()];
      },
      render: (file) => renderFile(state, repository, { file, ref: pull.headSha }),
    }),
  );
}
