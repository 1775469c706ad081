import type { Change } from '../../../../src/events/define-event.js';
import { aDeployment } from '../../../support/a-deployment.js';

const before = aDeployment();
const ended = { before, isNew: false } as const;

/** For each event: a change that makes it happen, as Alice sees it. */
export const DEPLOYMENT_HAPPENINGS: Readonly<Record<string, Change<'deployment'>>> = {
  'deployment-started': { before: null, after: before, isNew: true },
  'deployment-waiting': { before: null, after: aDeployment({ status: 'waiting' }), isNew: true },
  'deployment-succeeded': { ...ended, after: aDeployment({ status: 'success' }) },
  'deployment-failed': { ...ended, after: aDeployment({ status: 'failed' }) },
  'deployment-canceled': { ...ended, after: aDeployment({ status: 'canceled' }) },
};
