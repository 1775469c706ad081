import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';
import { DEFAULT_BRANCH, type Repository, touch } from './repository.js';

export type DeploymentState = 'waiting' | 'in_progress' | 'success' | 'failure' | 'inactive';

export interface Deployment {
  readonly id: number;
  readonly environment: string;
  readonly ref: string;
  readonly sha: string;
  readonly creator: Account;
  /** Of the workflow run that does it. */
  readonly runId: number | null;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Oldest first. */
  readonly statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  readonly state: DeploymentState;
  readonly at: Date;
}

/** Of the default branch's head. */
export function addDeployment(
  state: GithubState,
  repository: Repository,
  fields: Pick<Deployment, 'environment' | 'creator' | 'runId'>,
): Deployment {
  const now = state.clock();
  const deployment: Deployment = {
    id: nextId(state, 'deployment'),
    ref: DEFAULT_BRANCH,
    sha: repository.branches.get(DEFAULT_BRANCH) ?? '',
    createdAt: now,
    updatedAt: now,
    statuses: [],
    ...fields,
  };
  repository.deployments.set(deployment.id, deployment);
  touch(state, repository, ['deployments']);
  return deployment;
}

/** A success makes what stood in the environment before inactive. */
export function addStatus(
  state: GithubState,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentState,
): void {
  const now = state.clock();
  deployment.statuses.push({ id: nextId(state, 'deploymentStatus'), state: status, at: now });
  deployment.updatedAt = now;
  touch(state, repository, ['deployments']);
  if (status !== 'success') return;
  for (const earlier of repository.deployments.values()) {
    const isActive = earlier.statuses.at(-1)?.state === 'success';
    if (earlier !== deployment && earlier.environment === deployment.environment && isActive) {
      addStatus(state, repository, earlier, 'inactive');
    }
  }
}
