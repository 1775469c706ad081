import { type Answer, problem } from '../http/answer.js';
import { READ_METADATA, type RepoCall, type RepoRoute } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderAccount } from '../render/account.js';
import type { Account } from '../state/account.js';
import { hasRole, roleOf } from '../state/repository.js';

export function peopleRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/assignees', needs: READ_METADATA, handle: listAssignees },
    { method: 'GET', path: '/collaborators', needs: READ_METADATA, handle: listCollaborators },
  ];
}

function membersOf({ state, repository }: RepoCall): readonly Account[] {
  return [...state.accounts.values()].filter(({ id }) => repository.members.has(id));
}

function listAssignees(call: RepoCall): Answer {
  const { state, repository } = call;
  return list(call, {
    version: repository.versions.identity,
    items: () => membersOf(call),
    render: (account) => renderAccount(state, account),
  });
}

function listCollaborators(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  if (!hasRole(repository, viewer, 'write')) {
    return problem(403, 'Must have push access to view repository collaborators.');
  }
  return list(call, {
    version: repository.versions.identity,
    items: () => membersOf(call),
    render: (account) => ({
      ...renderAccount(state, account),
      role_name: roleOf(repository, account) ?? 'read',
    }),
  });
}
