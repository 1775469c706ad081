import type { DeploymentWorld, StartDeployment } from '../deployment-world.js';
import type { GitlabDeploymentExtras } from './gitlab-extras.js';
import type { DeploymentStatus, Environment } from './state/deployment-model.js';
import { addJob } from './state/jobs.js';
import type { Job, Project } from './state/model.js';
import { blockPipeline } from './state/pipelines.js';
import type { GitlabStore } from './state/store.js';

/** What happens to deployments of the simulated GitLab; only those that wait for approval are done by jobs. */
export function deploymentMoves(store: GitlabStore): DeploymentWorld & GitlabDeploymentExtras {
  const move = (path: string, id: number, status: DeploymentStatus): void => {
    const deployment = store.project(path).deployments.find((one) => one.id === id);
    if (deployment === undefined) throw new Error(`no deployment ${id} in ${path} in the simulated GitLab`);
    Object.assign(deployment, { status, updatedAt: store.now() });
  };
  const start = (path: string, { by, environment }: StartDeployment, job: Job | null): number => {
    const project = store.project(path);
    const now = store.now();
    const id = store.nextId();
    project.deployments.push({
      id,
      iid: project.deployments.length + 1,
      environment: environmentOf(store, project, environment),
      ref: 'main',
      sha: project.branches.get('main')?.sha ?? '',
      user: store.user(by),
      job,
      status: job === null ? 'running' : 'blocked',
      createdAt: now,
      updatedAt: now,
    });
    return id;
  };
  return {
    startDeployment: (path, options) => start(path, options, null),
    holdDeployment(path, pipelineId, { approver, ...options }) {
      const pipeline = store.pipeline(path, pipelineId);
      const environment = environmentOf(store, store.project(path), options.environment);
      environment.approver = approver === undefined ? null : store.user(approver);
      blockPipeline(store, pipeline);
      const seed = { name: `deploy-${options.environment}`, stage: 'deploy', status: 'manual' } as const;
      return start(path, options, addJob(store, pipeline, seed));
    },
    endDeployment: move,
    blockDeployment: (path, id) => move(path, id, 'blocked'),
    setTier(path, environment, tier) {
      environmentOf(store, store.project(path), environment).tier = tier;
    },
  };
}

function environmentOf(store: GitlabStore, project: Project, name: string): Environment {
  const known = project.environments.get(name);
  if (known !== undefined) return known;
  const tier = name === 'production' ? 'production' : 'other';
  const environment: Environment = { id: store.nextId(), name, tier, createdAt: store.now(), approver: null };
  project.environments.set(name, environment);
  return environment;
}
