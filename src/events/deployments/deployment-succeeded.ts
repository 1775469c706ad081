import { partInDeployment } from '../../domain/subjects/deployment.js';
import { defineEvent } from '../define-event.js';
import { whatIsDeployed } from '../render/deployment-view.js';
import { cameTo } from '../rules/deployed.js';

export const deploymentSucceeded = defineEvent({
  type: 'deployment-succeeded',
  subject: 'deployment',
  topic: 'deployments',
  mark: '🚀',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => cameTo('success', change),
  concern: ({ after }, _occurrence, viewer) => partInDeployment(after, viewer),
  isTeamNews: (after) => after.isProduction,
  headline: (after, _occurrence, t) => [t('event.deployment-succeeded', whatIsDeployed(after))],
});
