import { partInDeployment } from '../../domain/subjects/deployment.js';
import { defineEvent } from '../define-event.js';
import { whatIsDeployed } from '../render/deployment-view.js';
import { cameTo } from '../rules/deployed.js';

export const deploymentStarted = defineEvent({
  type: 'deployment-started',
  subject: 'deployment',
  topic: 'deployments',
  mark: '▶️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => cameTo('running', change).map((one) => ({ ...one, actor: change.after.actor })),
  concern: ({ after }, _occurrence, viewer) => partInDeployment(after, viewer),
  isTeamNews: () => false,
  headline: (after, _occurrence, t) => [t('event.deployment-started', whatIsDeployed(after))],
});
