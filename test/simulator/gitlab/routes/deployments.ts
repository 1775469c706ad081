import { ApiError, message } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import { type Call, person } from '../http/call.js';
import { findCodeProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { deploymentDetailEntity, deploymentEntity, environmentEntity } from '../render/deployment.js';
import { iso } from '../render/time.js';
import { basicUser } from '../render/user.js';
import { accessLevel, MAINTAINER } from '../state/access.js';
import type { Deployment } from '../state/deployment-model.js';
import { setJobStatus } from '../state/jobs.js';
import type { Project, User } from '../state/model.js';

const ORDERS = ['id', 'iid', 'created_at', 'updated_at', 'finished_at'] as const;
const STATUSES = ['created', 'running', 'success', 'failed', 'canceled', 'skipped', 'blocked'] as const;

export function deploymentRoutes(routes: ApiRoutes): void {
  routes.get('/projects/:id/deployments', listDeployments);
  routes.get('/projects/:id/deployments/:deployment', (call) =>
    deploymentDetailEntity(call.store, findDeployment(call)),
  );
  routes.post('/projects/:id/deployments/:deployment/approval', decide);
  routes.get('/projects/:id/environments/:environment', showEnvironment);
}

/** The oldest first, unless something else is asked for. */
function listDeployments(call: Call): unknown {
  const { deployments } = findCodeProject(call);
  const { input, store } = call;
  const order = input.oneOf('order_by', ORDERS) ?? 'id';
  const since = input.time('updated_after');
  if (since !== undefined && order !== 'updated_at') {
    throw new ApiError(400, { message: '`updated_at` filter and `updated_at` sorting must be paired' });
  }
  const direction = input.oneOf('sort', ['asc', 'desc']) === 'desc' ? -1 : 1;
  const status = input.oneOf('status', STATUSES);
  const environment = input.text('environment');
  const key = (one: Deployment): number => (order === 'updated_at' ? one.updatedAt : one.id);
  const rows = deployments
    .filter((one) => since === undefined || one.updatedAt >= since)
    .filter((one) => status === undefined || one.status === status)
    .filter((one) => environment === undefined || one.environment.name === environment)
    .sort((one, other) => (key(one) - key(other) || one.id - other.id) * direction);
  return paginate(call, rows).map((one) => deploymentEntity(store, one));
}

/** Its job may be played after an approval, and fails by a refusal. */
function decide(call: Call): unknown {
  const project = findCodeProject(call);
  const by = person(call);
  const { store } = call;
  const deployment = findDeployment(call);
  const status = call.input.required('status');
  if (status !== 'approved' && status !== 'rejected')
    throw message(400, 'status does not have a valid value');
  if (deployment.status !== 'blocked') throw message(400, 'This deployment is not waiting for approvals.');
  if (deployment.user === by && status === 'approved') throw message(400, OWN);
  if (!mayApprove(project, deployment, by)) throw message(400, NOT_ALLOWED);
  Object.assign(deployment, { status: status === 'approved' ? 'created' : 'failed', updatedAt: store.now() });
  if (deployment.job !== null && status === 'rejected') setJobStatus(store, deployment.job, 'failed');
  return {
    user: basicUser(store, by),
    status,
    created_at: iso(store.now()),
    comment: call.input.text('comment') ?? null,
  };
}

function mayApprove(project: Project, { environment }: Deployment, by: User): boolean {
  if (environment.approver !== null) return environment.approver === by;
  return accessLevel(project, by) >= MAINTAINER;
}

function findDeployment(call: Call): Deployment {
  const found = findCodeProject(call).deployments.find(({ id }) => id === Number(call.path['deployment']));
  if (found === undefined) throw message(404, '404 Not found');
  return found;
}

const OWN =
  'You cannot approve your own deployment. This configuration can be adjusted in the protected environment settings.';
const NOT_ALLOWED =
  "You don't have permission to approve this deployment. Contact the project or group owner for help.";

function showEnvironment(call: Call): unknown {
  const id = Number(call.path['environment']);
  const environment = [...findCodeProject(call).environments.values()].find((one) => one.id === id);
  if (environment === undefined) throw message(404, '404 Environment Not Found');
  return environmentEntity(environment);
}
