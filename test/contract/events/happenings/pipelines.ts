import type { Change } from '../../../../src/events/define-event.js';
import { aPipeline, at } from '../../../support/builders.js';

const JOB = { id: '1', name: 'unit', stage: 'test', url: null };

/** For each event: a change that makes it happen, as Alice sees it. */
export const PIPELINE_HAPPENINGS: Readonly<Record<string, Change<'pipeline'>>> = {
  'pipeline-started': {
    before: null,
    after: aPipeline({ status: 'running', source: 'schedule' }),
    isNew: true,
  },
  'pipeline-waiting': {
    before: aPipeline(),
    after: aPipeline({
      status: 'waiting',
      waitingJobs: [
        { name: 'deploy', stage: null, isDelayed: false },
        { name: 'rollout', stage: 'production', isDelayed: true },
      ],
    }),
    isNew: false,
  },
  'pipeline-failed': {
    before: aPipeline(),
    after: aPipeline({
      status: 'failed',
      mergeRequestNumber: '12',
      failedJobs: [JOB, { ...JOB, id: '2', name: 'e2e' }],
      allowedFailures: [JOB],
      failedChildren: [{ name: 'trigger', url: null, failedJobs: [JOB] }],
    }),
    isNew: false,
  },
  'pipeline-child-failed': {
    before: aPipeline({ status: 'running' }),
    after: aPipeline({
      status: 'success',
      failedChildren: [
        { name: 'trigger', url: null, failedJobs: [JOB], unheeded: { id: '9', updatedAt: at(30) } },
      ],
    }),
    isNew: false,
  },
  'pipeline-fixed': {
    before: aPipeline(),
    after: aPipeline({ status: 'success', previousOutcome: 'failed', flakyJobs: ['unit'] }),
    isNew: false,
  },
  'pipeline-succeeded': {
    before: aPipeline(),
    after: aPipeline({
      status: 'success',
      previousOutcome: 'success',
      allowedFailures: [JOB],
      durationSeconds: 720,
      usualSeconds: 360,
    }),
    isNew: false,
  },
  'pipeline-canceled': { before: aPipeline(), after: aPipeline({ status: 'canceled' }), isNew: false },
};
