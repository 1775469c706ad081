import { type Answer, answer, entity, notFound, problem } from '../http/answer.js';
import {
  READ_CONTENTS,
  type RepoCall,
  type RepoRoute,
  WRITE_CONTENTS,
  WRITE_PULLS,
  textOf,
  withPull,
} from '../http/call.js';
import { list } from '../http/pagination.js';
import { nodeId, repoApiUrl, repoPageUrl } from '../render/address.js';
import { deleteBranch } from '../state/activity.js';
import type { GithubState } from '../state/github-state.js';
import { updateFromBase } from '../state/pull-request.js';
import { DEFAULT_BRANCH, type Repository, hasRole } from '../state/repository.js';
import { hasRules } from '../state/settings.js';

export function branchRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/branches', needs: READ_CONTENTS, handle: listBranches },
    { method: 'GET', path: '/git/matching-refs/*', needs: READ_CONTENTS, handle: listMatching },
    { method: 'GET', path: '/git/ref/*', needs: READ_CONTENTS, handle: showRef },
    { method: 'DELETE', path: '/git/refs/*', needs: WRITE_CONTENTS, handle: deleteRef },
    { method: 'PUT', path: '/pulls/:number/update-branch', needs: WRITE_PULLS, handle: updateBranch },
  ];
}

/** By name. */
function listBranches(call: RepoCall): Answer {
  const { state, repository } = call;
  const isProtected = hasRules(repository.rules);
  return list(call, {
    version: repository.versions.activity,
    items: () => [...repository.branches].sort(([one], [other]) => one.localeCompare(other)),
    render: ([name, sha]) => ({
      name,
      commit: { sha, url: repoApiUrl(state, repository, `/commits/${sha}`) },
      protected: isProtected && name === DEFAULT_BRANCH,
    }),
  });
}

function listMatching({ state, repository, params }: RepoCall): Answer {
  const wanted = `refs/${params['*'] ?? ''}`;
  const refs = [
    ...[...repository.branches].map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha })),
    ...[...repository.tags].map(([name, sha]) => ({ ref: `refs/tags/${name}`, sha })),
  ];
  const found = refs
    .filter(({ ref }) => ref.startsWith(wanted))
    .sort((one, other) => (one.ref < other.ref ? -1 : 1));
  const { activity, tags } = repository.versions;
  return entity(Math.max(activity, tags), () => found.map((ref) => renderRef(state, repository, ref)));
}

/** By its whole name alone. */
function showRef({ state, repository, params }: RepoCall): Answer {
  const ref = `refs/${params['*'] ?? ''}`;
  const sha = repository.branches.get(ref.replace(/^refs\/heads\//, ''));
  if (sha === undefined) return notFound();
  return entity(repository.versions.activity, () => renderRef(state, repository, { ref, sha }));
}

function renderRef(
  state: GithubState,
  repository: Repository,
  at: { readonly ref: string; readonly sha: string },
) {
  const { ref, sha } = at;
  return {
    ref,
    node_id: nodeId('REF', ref.length),
    url: repoApiUrl(state, repository, `/git/${ref}`),
    object: { type: 'commit', sha, url: repoApiUrl(state, repository, `/git/commits/${sha}`) },
  };
}

function deleteRef({ state, repository, viewer, params }: RepoCall): Answer {
  const [, branch = ''] = /^heads\/(.+)$/.exec(params['*'] ?? '') ?? [];
  if (!repository.branches.has(branch)) return problem(422, 'Reference does not exist');
  if (branch === DEFAULT_BRANCH) return problem(422, 'Cannot delete a protected branch');
  deleteBranch(state, repository, branch, viewer);
  return answer(204);
}

function updateBranch(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withPull(call, (pull) => {
    if (pull.author !== viewer && !hasRole(repository, viewer, 'write')) return notFound();
    if (pull.state === 'closed') return problem(422, 'Pull request is closed');
    if ((textOf(body, 'expected_head_sha') ?? pull.headSha) !== pull.headSha) {
      return problem(422, 'expected head sha didn’t match current head ref.');
    }
    if (pull.isConflicting) return problem(422, 'merge conflict between base and head');
    if (repository.branches.get(pull.baseRef) === pull.baseSha) {
      return problem(422, 'There are no new commits on the base branch.');
    }
    updateFromBase(state, repository, pull, viewer);
    return answer(202, {
      message: 'Updating pull request branch.',
      url: repoPageUrl(state, repository, `/pull/${pull.number}`),
    });
  });
}
