import type { Change } from '../../../../src/events/define-event.js';
import { aPipeline } from '../../../support/builders.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const PIPELINE_HAPPENINGS: Readonly<Record<string, Change<'pipeline'>>> = {
  'pipeline-started': { before: null, after: aPipeline({ status: 'running' }), isNew: true },
  'pipeline-waiting': { before: aPipeline(), after: aPipeline({ status: 'waiting' }), isNew: false },
  'pipeline-failed': { before: aPipeline(), after: aPipeline({ status: 'failed' }), isNew: false },
  'pipeline-fixed': {
    before: aPipeline(),
    after: aPipeline({ status: 'success', previousOutcome: 'failed' }),
    isNew: false,
  },
  'pipeline-succeeded': {
    before: aPipeline(),
    after: aPipeline({ status: 'success', previousOutcome: 'success' }),
    isNew: false,
  },
  'pipeline-canceled': { before: aPipeline(), after: aPipeline({ status: 'canceled' }), isNew: false },
};
