import type { PipelineOutcome } from './pipeline.js';

/** How the last finished pipeline of a history (project, name, ref) ended. Derived by the cycle, never read. */
export interface BranchHealth {
  readonly kind: 'branch-health';
  /** `historyOf(pipeline)`. */
  readonly id: string;
  readonly projectId: string;
  readonly outcome: PipelineOutcome;
  readonly pipelineId: string;
  readonly updatedAt: string;
}
