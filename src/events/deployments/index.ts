import type { EventDefinition } from '../define-event.js';
import { deploymentCanceled } from './deployment-canceled.js';
import { deploymentFailed } from './deployment-failed.js';
import { deploymentStarted } from './deployment-started.js';
import { deploymentSucceeded } from './deployment-succeeded.js';
import { deploymentWaiting } from './deployment-waiting.js';

export const DEPLOYMENT_EVENTS: readonly EventDefinition<'deployment'>[] = [
  deploymentStarted,
  deploymentWaiting,
  deploymentSucceeded,
  deploymentFailed,
  deploymentCanceled,
];
