import { partInPipeline } from '../../domain/subjects/pipeline.js';
import { defineEvent } from '../define-event.js';
import { countJobLines } from '../render/pipeline-jobs.js';
import { reached } from '../rules/ended.js';

/** It stands until somebody plays a manual job or approves a deployment. */
export const pipelineWaiting = defineEvent({
  type: 'pipeline-waiting',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '✋',
  wantsAttention: true,
  tellsOwnDoing: false,
  linesBesideCard: (after) => 1 + countJobLines(after),
  detect: (change) => reached('waiting', change),
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: () => false,
  headline: ({ ref }, _occurrence, t) => [t('event.pipeline-waiting', { ref })],
});
