import type { User, Project, MergeRequest } from './model.js';

export type CiStatus =
  'created' | 'pending' | 'running' | 'success' | 'failed' | 'canceled' | 'skipped' | 'manual' | 'scheduled';

export interface Pipeline {
  readonly id: number;
  readonly iid: number;
  readonly project: Project;
  readonly user: User;
  readonly ref: string;
  readonly sha: string;
  readonly beforeSha: string;
  readonly source: string;
  readonly name: string | null;
  readonly mergeRequest: MergeRequest | null;
  status: CiStatus;
  readonly createdAt: number;
  updatedAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  readonly variables: readonly PipelineVariable[];
  /** Oldest first, retried ones included. */
  readonly jobs: Job[];
  readonly bridges: Job[];
}

export interface PipelineVariable {
  readonly key: string;
  readonly value: string;
}

export interface Job {
  readonly id: number;
  readonly pipeline: Pipeline;
  readonly name: string;
  readonly stage: string;
  readonly isAllowedToFail: boolean;
  user: User;
  readonly createdAt: number;
  status: CiStatus;
  startedAt: number | null;
  finishedAt: number | null;
  /** A newer job took its place. */
  isRetried: boolean;
  readonly downstream: Pipeline | null;
  /** What it wrote; `null`: what jobs write. */
  log: string | null;
}
