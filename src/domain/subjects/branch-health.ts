import type { PipelineOutcome } from './pipeline.js';

/** How the last finished pipeline of a history (project, name, ref) ended. Derived by the cycle, never read. */
export interface BranchHealth {
  readonly kind: 'branch-health';
  /** `historyOf(pipeline)`. */
  readonly id: string;
  readonly projectId: string;
  readonly outcome: PipelineOutcome;
  readonly pipelineId: string;
  /** Its commit. Missing, as is all below, in what an older version remembered. */
  readonly sha?: string;
  /** Names of the jobs that failed in it. */
  readonly failedJobs?: readonly string[];
  /** How long the latest successes took, the last one last. */
  readonly recentSeconds?: readonly number[];
  readonly updatedAt: string;
}
