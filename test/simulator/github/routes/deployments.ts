import { type Answer, answer, entity, invalid } from '../http/answer.js';
import { type RepoCall, type RepoRoute, textOf, withRun } from '../http/call.js';
import { renderDeployment, renderPendingDeployment } from '../render/deployment.js';
import { hasRole } from '../state/repository.js';
import { finishRun, proceed } from '../state/workflow-run.js';

const PATH = '/actions/runs/:run/pending_deployments';

export function deploymentRoutes(): readonly RepoRoute[] {
  return [
    {
      method: 'GET',
      path: PATH,
      needs: { permission: 'actions', level: 'read', role: 'read' },
      handle: listPending,
    },
    {
      method: 'POST',
      path: PATH,
      needs: { permission: 'deployments', level: 'write', role: 'write' },
      handle: decide,
    },
  ];
}

function listPending(call: RepoCall): Answer {
  const { state, repository, viewer } = call;
  const canApprove = hasRole(repository, viewer, 'write');
  return withRun(call, (run) =>
    entity(Math.max(run.version, repository.versions.identity), () =>
      run.environment === null
        ? []
        : [renderPendingDeployment(state, repository, { environment: run.environment, canApprove })],
    ),
  );
}

function decide(call: RepoCall): Answer {
  const { state, repository, viewer, body } = call;
  return withRun(call, (run) => {
    const decision = textOf(body, 'state');
    const ids: unknown = body.environment_ids;
    const { environment } = run;
    if (textOf(body, 'comment') === undefined) return invalid('Deployment', 'comment', 'missing_field');
    if (decision !== 'approved' && decision !== 'rejected') return invalid('Deployment', 'state', 'invalid');
    if (environment === null || !Array.isArray(ids) || !ids.includes(environment.id)) {
      return invalid('Deployment', 'environment_ids', 'invalid');
    }
    const deployment = renderDeployment(state, repository, { run, environment, by: viewer });
    if (decision === 'approved') proceed(state, repository, run);
    else finishRun(state, repository, run, { conclusion: 'failure' });
    return answer(200, [deployment]);
  });
}
