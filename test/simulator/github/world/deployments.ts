import type { DeploymentWorld } from '../../deployment-world.js';
import { addDeployment, addStatus } from '../state/deployment.js';
import { awaitApproval } from '../state/workflow-run.js';
import type { Scene } from './scene.js';

const STATES = { success: 'success', failed: 'failure', canceled: 'inactive' } as const;

/** What happens to deployments. */
export function deploymentMoves(scene: Scene): DeploymentWorld {
  const { state } = scene;
  return {
    startDeployment(path, { by, environment }) {
      const repository = scene.repository(path);
      const deployment = addDeployment(state, repository, {
        environment,
        creator: scene.user(by),
        runId: null,
      });
      addStatus(state, repository, deployment, 'in_progress');
      return deployment.id;
    },
    holdDeployment(path, runId, { by, environment, approver }) {
      const { repository, run } = scene.run(path, runId);
      const reviewer = approver === undefined ? null : scene.user(approver);
      awaitApproval(state, repository, run, { name: environment, reviewer });
      const deployment = addDeployment(state, repository, { environment, creator: scene.user(by), runId });
      addStatus(state, repository, deployment, 'waiting');
      return deployment.id;
    },
    endDeployment(path, id, outcome) {
      const repository = scene.repository(path);
      const deployment = repository.deployments.get(id);
      if (deployment === undefined) throw new Error(`There is no deployment ${id} in ${path}.`);
      addStatus(state, repository, deployment, STATES[outcome]);
    },
  };
}
