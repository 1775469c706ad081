import type { Pipeline, PipelineStatus } from '../../../../src/domain/subjects/pipeline.js';
import { hasEnded } from '../../../../src/domain/subjects/pipeline.js';
import { SECOND } from '../../../../src/domain/time.js';
import type { Step } from './history.js';

type Standing = Partial<Pipeline>;

const ENDS = {
  failed: ['pipeline-failed'],
  success: ['pipeline-succeeded', 'pipeline-fixed'],
  canceled: ['pipeline-canceled'],
} as const;

/** What becomes of a pipeline, attempt after attempt. */
export const PIPELINE_STEPS: readonly Step<Pipeline>[] = [
  { name: 'run', tells: [], change: fromAny(['pending', 'waiting'], { status: 'running', waitingJobs: [] }) },
  ...['deploy', 'release'].map((name) => ({
    name: `wait for somebody to play ${name}`,
    tells: ['pipeline-waiting'],
    change: fromAny(['pending', 'running', 'waiting'], {
      status: 'waiting',
      waitingJobs: [{ name, stage: name, isDelayed: false }],
    }),
  })),
  ...(['failed', 'success', 'canceled'] as const).map((status) => ({
    name: `end as ${status}`,
    tells: ENDS[status],
    change: (state: Pipeline) => (hasEnded(state.status) ? null : ended(state, status)),
  })),
  {
    name: 'have a child fail',
    tells: ['pipeline-child-failed'],
    change: ({ failedChildren = [], status, updatedAt }) => {
      const unheeded = { id: String(failedChildren.length), updatedAt };
      const child = { name: 'child', url: null, failedJobs: [], unheeded };
      return status === 'canceled' ? null : { failedChildren: [...failedChildren, child] };
    },
  },
  {
    name: 'retry',
    tells: ['pipeline-started'],
    change: ({ status, attempt }) =>
      hasEnded(status) ? { status: 'pending', attempt: attempt + 1, finishedAt: null } : null,
  },
  {
    name: 'run again and end at once',
    tells: ['pipeline-failed'],
    change: (state) =>
      hasEnded(state.status) ? { ...ended(state, 'failed'), attempt: state.attempt + 1 } : null,
  },
];

function fromAny(statuses: readonly PipelineStatus[], to: Standing): Step<Pipeline>['change'] {
  return ({ status }) => (statuses.includes(status) ? to : null);
}

function ended({ updatedAt }: Pipeline, status: PipelineStatus): Standing {
  const finishedAt = new Date(Date.parse(updatedAt) + SECOND).toISOString();
  return { status, waitingJobs: [], finishedAt };
}
