import { ApiError, message } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import type { Call } from '../http/call.js';
import { findCodeProject } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { deploymentEntity, environmentEntity } from '../render/deployment.js';
import type { Deployment } from '../state/deployment-model.js';

const ORDERS = ['id', 'iid', 'created_at', 'updated_at', 'finished_at'] as const;
const STATUSES = ['created', 'running', 'success', 'failed', 'canceled', 'skipped', 'blocked'] as const;

export function deploymentRoutes(routes: ApiRoutes): void {
  routes.get('/projects/:id/deployments', listDeployments);
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

function showEnvironment(call: Call): unknown {
  const id = Number(call.path['environment']);
  const environment = [...findCodeProject(call).environments.values()].find((one) => one.id === id);
  if (environment === undefined) throw message(404, '404 Environment Not Found');
  return environmentEntity(environment);
}
