import { type Answer, entity, problem } from '../http/answer.js';
import type { Need, RepoCall, RepoRoute } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderCombinedStatus, renderSuite, suiteOfApp, suiteOfRun } from '../render/check.js';
import { runsAt } from '../state/check.js';
import type { Commit } from '../state/commit.js';

const READ_STATUSES: Need = { permission: 'statuses', level: 'read', role: 'read' };
const READ_CHECKS: Need = { permission: 'checks', level: 'read', role: 'read' };

/** What is said of a commit. https://docs.github.com/en/rest/commits/statuses, https://docs.github.com/en/rest/checks/suites */
export function checkRoutes(): readonly RepoRoute[] {
  return [
    { method: 'GET', path: '/commits/:ref/status', needs: READ_STATUSES, handle: showStatus },
    { method: 'GET', path: '/commits/:ref/check-suites', needs: READ_CHECKS, handle: listSuites },
  ];
}

function showStatus(call: RepoCall): Answer {
  const { state, repository } = call;
  return withCommit(call, ({ sha }) => {
    const checks = repository.checks.get(sha);
    const version = Math.max(repository.versions.identity, checks?.version ?? 0);
    const statuses = [...(checks?.statuses.values() ?? [])];
    return entity(version, () => renderCombinedStatus(state, repository, { sha, statuses }));
  });
}

function listSuites(call: RepoCall): Answer {
  const { state, repository } = call;
  return withCommit(call, (commit) => {
    const checks = repository.checks.get(commit.sha);
    const runs = runsAt(repository, commit.sha);
    const versions = [
      repository.versions.identity,
      checks?.version ?? 0,
      ...runs.map(({ version }) => version),
    ];
    return list(call, {
      version: Math.max(...versions),
      items: () => [...runs.map(suiteOfRun), ...[...(checks?.suites.values() ?? [])].map(suiteOfApp)],
      render: (suite) => renderSuite(state, repository, { suite, commit }),
      wrap: (check_suites, total_count) => ({ total_count, check_suites }),
    });
  });
}

function withCommit({ repository, params }: RepoCall, handle: (commit: Commit) => Answer): Answer {
  const { ref = '' } = params;
  const commit = repository.commits.get(repository.branches.get(ref) ?? ref);
  return commit === undefined ? problem(422, `No commit found for SHA: ${ref}`) : handle(commit);
}
