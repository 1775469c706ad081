import { partInDeployment } from '../../domain/subjects/deployment.js';
import { defineEvent } from '../define-event.js';
import { whatIsDeployed } from '../render/deployment-view.js';
import { cameTo } from '../rules/deployed.js';

/** What a workflow run of GitHub waits for is told to its starter by `pipeline-waiting`, and not once more. */
export const deploymentWaiting = defineEvent({
  type: 'deployment-waiting',
  subject: 'deployment',
  topic: 'deployments',
  mark: '✋',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => cameTo('waiting', change),
  concern: ({ after }, _occurrence, viewer) => {
    if (after.isOfRun) return null;
    return partInDeployment(after, viewer) ?? (after.mayApprove === true ? 'approver' : null);
  },
  isTeamNews: () => false,
  headline: (after, _occurrence, t) => [t('event.deployment-waiting', whatIsDeployed(after))],
});
