import { type Answer, answer, entity, invalid, problem } from '../http/answer.js';
import {
  READ_ISSUES,
  type RepoCall,
  type RepoRoute,
  WRITE_ISSUES,
  textOf,
  textsOf,
  withDiscussed,
} from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderIssue, renderListedIssue } from '../render/issue.js';
import { renderIssueEvent, renderRepositoryEvent } from '../render/issue-event.js';
import { type Account, findAccount } from '../state/account.js';
import { assignDiscussed, editDiscussed, settleDiscussed } from '../state/discussed.js';
import { type Discussed, openIssue } from '../state/issue.js';
import { hasRole } from '../state/repository.js';

/** Issues, and pull requests seen as issues. */
export function issueRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/issues', needs: READ_ISSUES, handle: listIssues },
    { method: 'POST', path: '/issues', needs: WRITE_ISSUES, handle: createIssue },
    { method: 'GET', path: '/issues/events', needs: READ_ISSUES, handle: listRepositoryEvents },
    { method: 'GET', path: '/issues/:number', needs: READ_ISSUES, handle: showIssue },
    { method: 'PATCH', path: '/issues/:number', needs: WRITE_ISSUES, handle: patchIssue },
    { method: 'GET', path: '/issues/:number/events', needs: READ_ISSUES, handle: listEvents },
    { method: 'POST', path: '/issues/:number/assignees', needs: WRITE_ISSUES, handle: addAssignees },
    { method: 'DELETE', path: '/issues/:number/assignees', needs: WRITE_ISSUES, handle: removeAssignees },
  ];
}

function listIssues(call: RepoCall): Answer {
  const { state, repository } = call;
  const { issues, pulls, issueComments, identity } = repository.versions;
  return list(call, {
    version: Math.max(issues, pulls, issueComments, identity),
    isShared: true,
    items: () => select(call),
    render: (on) => renderListedIssue(state, repository, on),
  });
}

/** `direction` counts without `sort`, too, as it does not for comments. */
function select({ query, repository }: RepoCall): readonly Discussed[] {
  const wanted = textOf(query, 'state') ?? 'open';
  const assignee = textOf(query, 'assignee');
  const creator = textOf(query, 'creator');
  const since = Date.parse(textOf(query, 'since') ?? '') || Number.NEGATIVE_INFINITY;
  const isUpdated = textOf(query, 'sort') === 'updated';
  const keyOf = (on: Discussed): number => (isUpdated ? on.updatedAt : on.createdAt).getTime();
  const sign = textOf(query, 'direction') === 'asc' ? 1 : -1;
  return [...repository.pulls.values(), ...repository.issues.values()]
    .filter((on) => wanted === 'all' || on.state === wanted)
    .filter((on) => assignee === undefined || on.assignees.some(({ login }) => login === assignee))
    .filter((on) => creator === undefined || on.author.login === creator)
    .filter((on) => on.updatedAt.getTime() >= since)
    .sort((one, other) => (keyOf(one) - keyOf(other) || one.number - other.number) * sign);
}

function createIssue(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  const title = textOf(body, 'title') ?? '';
  if (title.trim() === '') return invalid('Issue', 'title', 'missing_field');
  const mayAssign = hasRole(repository, viewer, 'triage');
  const issue = openIssue(state, repository, {
    author: viewer,
    title,
    body: textOf(body, 'body') ?? null,
    assignees: mayAssign ? assignable(call, textsOf(body, 'assignees')) : [],
    labels: mayAssign ? textsOf(body, 'labels') : [],
  });
  const rendered = renderIssue(state, repository, issue);
  return answer(201, rendered, { location: rendered.url });
}

function showIssue(call: RepoCall): Answer {
  const { state, repository } = call;
  return withDiscussed(call, (on) =>
    entity(
      Math.max(on.version, repository.versions.identity),
      () => renderIssue(state, repository, on),
      on.updatedAt,
    ),
  );
}

function patchIssue(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withDiscussed(call, (on) => {
    if (on.author !== viewer && !hasRole(repository, viewer, 'triage')) {
      return problem(403, 'Must have admin rights to Repository.');
    }
    const wanted = textOf(body, 'state');
    const isMerged = on.kind === 'pull' && on.merge !== null;
    const isWrong = wanted !== undefined && wanted !== 'open' && wanted !== 'closed';
    if (isWrong || (wanted === 'open' && isMerged)) return invalid('Issue', 'state', 'invalid');
    const title = textOf(body, 'title');
    const text = textOf(body, 'body');
    if (title !== undefined || text !== undefined) {
      editDiscussed(state, repository, on, {
        by: viewer,
        ...(title === undefined ? {} : { title }),
        ...(text === undefined ? {} : { body: text }),
      });
    }
    if (Array.isArray(body.assignees)) assign(call, on, textsOf(body, 'assignees'));
    if (wanted !== undefined) settleDiscussed(state, repository, on, { to: wanted, by: viewer });
    return entity(on.version, () => renderIssue(state, repository, on));
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
  return withDiscussed(call, (on) => {
    const present = on.assignees.map(({ login }) => login);
    assign(call, on, change(present, textsOf(call.body, 'assignees')));
    return answer(status, renderIssue(call.state, call.repository, on));
  });
}

/** A caller who may not assign is passed over without a word. */
function assign(call: RepoCall, on: Discussed, logins: readonly string[]): void {
  const { state, repository, viewer } = call;
  if (!hasRole(repository, viewer, 'triage')) return;
  assignDiscussed(state, repository, on, { assignees: assignable(call, logins), by: viewer });
}

/** So are users who cannot be assigned. */
function assignable({ state, repository }: RepoCall, logins: readonly string[]): readonly Account[] {
  return logins
    .map((login) => findAccount(state, login))
    .filter((account) => account !== undefined)
    .filter((account) => hasRole(repository, account, 'read'));
}

/** Oldest first. */
function listEvents(call: RepoCall): Answer {
  const { state, repository } = call;
  return withDiscussed(call, (on) =>
    list(call, {
      version: Math.max(repository.versions.issueEvents, repository.versions.identity),
      items: () => repository.issueEvents.filter((event) => event.on === on),
      render: (event) => renderIssueEvent(state, repository, event),
    }),
  );
}

/** Newest first. */
function listRepositoryEvents(call: RepoCall): Answer {
  const { state, repository } = call;
  const { issueEvents, issues, pulls, identity } = repository.versions;
  return list(call, {
    version: Math.max(issueEvents, issues, pulls, identity),
    isShared: true,
    items: () => [...repository.issueEvents].reverse(),
    render: (event) => renderRepositoryEvent(state, repository, event),
  });
}
