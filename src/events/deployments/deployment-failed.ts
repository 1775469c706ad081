import { partInDeployment } from '../../domain/subjects/deployment.js';
import { defineEvent } from '../define-event.js';
import { whatIsDeployed } from '../render/deployment-view.js';
import { cameTo } from '../rules/deployed.js';

export const deploymentFailed = defineEvent({
  type: 'deployment-failed',
  subject: 'deployment',
  topic: 'deployments',
  mark: '❌',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => cameTo('failed', change),
  concern: ({ after }, _occurrence, viewer) => partInDeployment(after, viewer),
  isTeamNews: (after) => after.isProduction,
  headline: (after, _occurrence, t) => [t('event.deployment-failed', whatIsDeployed(after))],
});
