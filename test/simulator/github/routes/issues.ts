import { type Answer, answer, entity, invalid, problem } from '../http/answer.js';
import {
  READ_ISSUES,
  type RepoCall,
  type RepoRoute,
  WRITE_ISSUES,
  textOf,
  textsOf,
  withPull,
} from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderIssue } from '../render/issue.js';
import { renderIssueEvent, renderRepositoryEvent } from '../render/issue-event.js';
import { findAccount } from '../state/account.js';
import { type PullRequest, closePull, editPull, reopenPull, setAssignees } from '../state/pull-request.js';
import { hasRole } from '../state/repository.js';

/** Pull requests seen as issues; this world has no others. */
export function issueRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/issues/events', needs: READ_ISSUES, handle: listRepositoryEvents },
    { method: 'GET', path: '/issues/:number', needs: READ_ISSUES, handle: showIssue },
    { method: 'PATCH', path: '/issues/:number', needs: WRITE_ISSUES, handle: patchIssue },
    { method: 'GET', path: '/issues/:number/events', needs: READ_ISSUES, handle: listEvents },
    { method: 'POST', path: '/issues/:number/assignees', needs: WRITE_ISSUES, handle: addAssignees },
    { method: 'DELETE', path: '/issues/:number/assignees', needs: WRITE_ISSUES, handle: removeAssignees },
  ];
}

function showIssue(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) =>
    entity(
      Math.max(pull.version, repository.versions.identity),
      () => renderIssue(state, repository, pull),
      pull.updatedAt,
    ),
  );
}

function patchIssue(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withPull(call, (pull) => {
    if (pull.author !== viewer && !hasRole(repository, viewer, 'triage')) {
      return problem(403, 'Must have admin rights to Repository.');
    }
    const wanted = textOf(body, 'state');
    const isWrong = wanted !== undefined && wanted !== 'open' && wanted !== 'closed';
    if (isWrong || (wanted === 'open' && pull.merge !== null)) return invalid('Issue', 'state', 'invalid');
    const title = textOf(body, 'title');
    const text = textOf(body, 'body');
    if (title !== undefined || text !== undefined) {
      editPull(state, repository, pull, {
        by: viewer,
        ...(title === undefined ? {} : { title }),
        ...(text === undefined ? {} : { body: text }),
      });
    }
    if (Array.isArray(body.assignees)) assign(call, pull, textsOf(body, 'assignees'));
    if (wanted === 'closed') closePull(state, repository, pull, viewer);
    if (wanted === 'open') reopenPull(state, repository, pull, viewer);
    return entity(pull.version, () => renderIssue(state, repository, pull));
  });
}

function addAssignees(call: RepoCall): Answer {
  return changeAssignees(call, 201, (present, named) => [...new Set([...present, ...named])]);
}

function removeAssignees(call: RepoCall): Answer {
  return changeAssignees(call, 200, (present, named) => present.filter((login) => !named.includes(login)));
}

function changeAssignees(
  call: RepoCall,
  status: number,
  change: (present: readonly string[], named: readonly string[]) => readonly string[],
): Answer {
  return withPull(call, (pull) => {
    const present = pull.assignees.map(({ login }) => login);
    assign(call, pull, change(present, textsOf(call.body, 'assignees')));
    return answer(status, renderIssue(call.state, call.repository, pull));
  });
}

/** Users who cannot be assigned are passed over without a word, and so is a caller who may not assign. */
function assign({ state, repository, viewer }: RepoCall, pull: PullRequest, logins: readonly string[]): void {
  if (!hasRole(repository, viewer, 'triage')) return;
  const assignees = logins
    .map((login) => findAccount(state, login))
    .filter((account) => account !== undefined)
    .filter((account) => hasRole(repository, account, 'read'));
  setAssignees(state, repository, pull, { assignees, by: viewer });
}

/** Oldest first. */
function listEvents(call: RepoCall): Answer {
  const { state, repository } = call;
  return withPull(call, (pull) =>
    list(call, {
      version: Math.max(repository.versions.issueEvents, repository.versions.identity),
      items: () => repository.issueEvents.filter((event) => event.pull === pull),
      render: (event) => renderIssueEvent(state, repository, event),
    }),
  );
}

/** Newest first. */
function listRepositoryEvents(call: RepoCall): Answer {
  const { state, repository } = call;
  const { issueEvents, pulls, identity } = repository.versions;
  return list(call, {
    version: Math.max(issueEvents, pulls, identity),
    isShared: true,
    items: () => [...repository.issueEvents].reverse(),
    render: (event) => renderRepositoryEvent(state, repository, event),
  });
}
