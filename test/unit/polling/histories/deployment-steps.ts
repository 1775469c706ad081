import type { Deployment, DeploymentStatus } from '../../../../src/domain/subjects/deployment.js';
import { hasDeploymentEnded } from '../../../../src/domain/subjects/deployment.js';
import type { Step } from './history.js';

const TELLS = {
  running: 'deployment-started',
  waiting: 'deployment-waiting',
  success: 'deployment-succeeded',
  failed: 'deployment-failed',
  canceled: 'deployment-canceled',
} as const;

/** On GitLab each status comes once at most, and in this order. */
const ORDER: readonly DeploymentStatus[] = ['pending', 'waiting', 'running', 'success', 'failed', 'canceled'];

export const GITLAB_DEPLOYMENT_STEPS: readonly Step<Deployment>[] = steps(({ status }, to) =>
  ORDER.indexOf(to) > ORDER.indexOf(status) ? { status: to } : null,
);

/** On GitHub whoever deploys writes the statuses, and any may come again. */
export const GITHUB_DEPLOYMENT_STEPS: readonly Step<Deployment>[] = steps(({ updatedAt }, to) => ({
  status: to,
  statusId: `status-after-${updatedAt}`,
}));

function steps(
  come: (state: Deployment, to: DeploymentStatus) => Partial<Deployment> | null,
): readonly Step<Deployment>[] {
  return (['running', 'waiting', 'success', 'failed', 'canceled'] as const).map((to) => ({
    name: `come to ${to}`,
    tells: [TELLS[to]],
    change: (state) => (hasDeploymentEnded(state.status) ? null : come(state, to)),
  }));
}
