import type { DeploymentStatus } from '../../domain/subjects/deployment.js';
import type { IssueState } from '../../domain/subjects/issue.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import type { PipelineStatus } from '../../domain/subjects/pipeline.js';

const PIPELINE_MARKS = {
  pending: '🕓',
  running: '⏳',
  waiting: '✋',
  success: '✅',
  failed: '❌',
  canceled: '⏹',
  skipped: '⏭',
} satisfies Record<PipelineStatus, string>;

const DEPLOYMENT_MARKS = {
  pending: '🕓',
  running: '⏳',
  waiting: '✋',
  success: '🚀',
  failed: '❌',
  canceled: '⏹',
} satisfies Record<DeploymentStatus, string>;

export function markOfPipeline(status: PipelineStatus): string {
  return PIPELINE_MARKS[status];
}

export function markOfDeployment(status: DeploymentStatus): string {
  return DEPLOYMENT_MARKS[status];
}

export function markOfMergeRequest({ state, isDraft }: Pick<MergeRequest, 'state' | 'isDraft'>): string {
  if (state === 'merged') return '🟣';
  if (state === 'closed') return '🔴';
  return isDraft ? '⚪️' : '🟢';
}

export function markOfIssue(state: IssueState): string {
  return state === 'open' ? '🟢' : '🟣';
}
