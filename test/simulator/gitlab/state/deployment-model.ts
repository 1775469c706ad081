import type { Job, User } from './model.js';

export type DeploymentStatus =
  'created' | 'running' | 'success' | 'failed' | 'canceled' | 'skipped' | 'blocked';

export interface Environment {
  readonly id: number;
  readonly name: string;
  tier: string;
  readonly createdAt: number;
  /** Whom its protection names; `null`: its maintainers. */
  approver: User | null;
}

export interface Deployment {
  readonly id: number;
  readonly iid: number;
  readonly environment: Environment;
  readonly ref: string;
  readonly sha: string;
  readonly user: User;
  readonly createdAt: number;
  /** `null`: made over the API. */
  readonly job: Job | null;
  status: DeploymentStatus;
  updatedAt: number;
}
