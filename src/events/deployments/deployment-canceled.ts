import { partInDeployment } from '../../domain/subjects/deployment.js';
import { defineEvent } from '../define-event.js';
import { whatIsDeployed } from '../render/deployment-view.js';
import { cameTo } from '../rules/deployed.js';

/** So that no card goes on saying that it is under way. */
export const deploymentCanceled = defineEvent({
  type: 'deployment-canceled',
  subject: 'deployment',
  topic: 'deployments',
  mark: '⏹',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => (change.before === null ? [] : cameTo('canceled', change)),
  concern: ({ after }, _occurrence, viewer) => partInDeployment(after, viewer),
  isTeamNews: () => false,
  headline: (after, _occurrence, t) => [t('event.deployment-canceled', whatIsDeployed(after))],
});
