import { type Answer, answer, entity, invalid, notFound, problem } from '../http/answer.js';
import { type Need, type RepoCall, type RepoRoute, textOf, withRun } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderDeployment, renderDeploymentStatus, renderPendingDeployment } from '../render/deployment.js';
import { addDeployment, addStatus, type Deployment } from '../state/deployment.js';
import { hasRole } from '../state/repository.js';
import { finishRun, type HeldEnvironment, proceed } from '../state/workflow-run.js';

const PATH = '/actions/runs/:run/pending_deployments';
const READ_DEPLOYMENTS: Need = { permission: 'deployments', level: 'read', role: 'read' };

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
      needs: { permission: 'deployments', level: 'write', role: 'read' },
      handle: decide,
    },
    { method: 'GET', path: '/deployments', needs: READ_DEPLOYMENTS, handle: listDeployments },
    {
      method: 'GET',
      path: '/deployments/:deployment/statuses',
      needs: READ_DEPLOYMENTS,
      handle: listStatuses,
    },
  ];
}

function listPending(call: RepoCall): Answer {
  const { state, repository } = call;
  return withRun(call, (run) =>
    entity(Math.max(run.version, repository.versions.identity), () =>
      run.environment === null
        ? []
        : [
            renderPendingDeployment(state, repository, {
              environment: run.environment,
              canApprove: mayReview(call, run.environment),
            }),
          ],
    ),
  );
}

/** Who reviews needs no more than to read. https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments */
function mayReview({ repository, viewer }: RepoCall, { reviewer }: HeldEnvironment): boolean {
  return reviewer === null ? hasRole(repository, viewer, 'write') : reviewer === viewer;
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
    if (!mayReview(call, environment)) return problem(403, 'Must have push access to repository');
    const isHeld = (one: Deployment): boolean =>
      one.runId === run.id &&
      one.environment === environment.name &&
      one.statuses.at(-1)?.state === 'waiting';
    const held = [...repository.deployments.values()].find(isHeld);
    const made = { environment: environment.name, creator: viewer, runId: run.id };
    const deployment = held ?? addDeployment(state, repository, made);
    addStatus(state, repository, deployment, decision === 'approved' ? 'in_progress' : 'failure');
    if (decision === 'approved') proceed(state, repository, run);
    else finishRun(state, repository, run, { conclusion: 'failure' });
    return answer(200, [renderDeployment(state, repository, deployment)]);
  });
}

/** Newest first. */
function listDeployments(call: RepoCall): Answer {
  const { state, repository, query } = call;
  const { deployments, identity } = repository.versions;
  const environment = textOf(query, 'environment');
  return list(call, {
    version: Math.max(deployments, identity),
    items: () =>
      [...repository.deployments.values()]
        .filter((one) => environment === undefined || one.environment === environment)
        .reverse(),
    render: (deployment) => renderDeployment(state, repository, deployment),
  });
}

/** Newest first. */
function listStatuses(call: RepoCall): Answer {
  const { state, repository, params } = call;
  const deployment = repository.deployments.get(Number(params.deployment));
  if (deployment === undefined) return notFound();
  const { deployments, identity } = repository.versions;
  return list(call, {
    version: Math.max(deployments, identity),
    items: () => deployment.statuses.toReversed(),
    render: (status) => renderDeploymentStatus(state, repository, { deployment, status }),
  });
}
