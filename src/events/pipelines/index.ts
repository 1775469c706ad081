import type { EventDefinition } from '../define-event.js';
import { pipelineCanceled } from './pipeline-canceled.js';
import { pipelineChildFailed } from './pipeline-child-failed.js';
import { pipelineFailed } from './pipeline-failed.js';
import { pipelineFixed } from './pipeline-fixed.js';
import { pipelineStarted } from './pipeline-started.js';
import { pipelineSucceeded } from './pipeline-succeeded.js';
import { pipelineWaiting } from './pipeline-waiting.js';

export const PIPELINE_EVENTS: readonly EventDefinition<'pipeline'>[] = [
  pipelineStarted,
  pipelineWaiting,
  pipelineFailed,
  pipelineChildFailed,
  pipelineFixed,
  pipelineSucceeded,
  pipelineCanceled,
];
