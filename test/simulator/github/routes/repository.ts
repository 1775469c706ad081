import { type Answer, answer, entity, notFound, problem } from '../http/answer.js';
import { READ_CONTENTS, READ_METADATA, type RepoCall, type RepoRoute } from '../http/call.js';
import { renderAccount } from '../render/account.js';
import { repoApiUrl, repoPageUrl } from '../render/address.js';
import { renderCommit } from '../render/commit.js';
import { renderFullRepository } from '../render/repository.js';
import { findAccount } from '../state/account.js';
import { branchHead, hasRole, roleOf } from '../state/repository.js';

export function repositoryRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '', needs: READ_METADATA, handle: showRepository },
    { method: 'GET', path: '/branches/:branch', needs: READ_CONTENTS, handle: showBranch },
    {
      method: 'GET',
      path: '/collaborators/:login/permission',
      needs: READ_METADATA,
      handle: showPermission,
    },
  ];
}

function showRepository({ state, repository, viewer }: RepoCall): Answer {
  const { representation, identity } = repository.versions;
  return entity(
    Math.max(representation, identity),
    () => renderFullRepository(state, repository, viewer),
    repository.updatedAt,
  );
}

function showBranch({ state, repository, params }: RepoCall): Answer {
  const name = params.branch ?? '';
  const head = branchHead(repository, name);
  if (head === undefined) return problem(404, 'Branch not found');
  const url = repoApiUrl(state, repository, `/branches/${encodeURIComponent(name)}`);
  return entity(versionOf(head.sha) + repository.versions.identity, () => ({
    name,
    commit: renderCommit(state, repository, head),
    _links: { self: url, html: repoPageUrl(state, repository, `/tree/${name}`) },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  }));
}

/** A push to another branch changes nothing of it. */
function versionOf(sha: string): number {
  return Number.parseInt(sha.slice(0, 10), 16);
}

function showPermission({ state, repository, params, viewer }: RepoCall): Answer {
  if (!hasRole(repository, viewer, 'write')) {
    return problem(403, 'Must have push access to view collaborator permission.');
  }
  const account = findAccount(state, params.login ?? '');
  if (account === undefined) return notFound();
  const role = roleOf(repository, account) ?? 'none';
  return answer(200, {
    permission: {
      maintain: 'write',
      triage: 'read',
      admin: 'admin',
      write: 'write',
      read: 'read',
      none: 'none',
    }[role],
    role_name: role,
    user: { ...renderAccount(state, account), role_name: role },
  });
}
