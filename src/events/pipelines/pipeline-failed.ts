import { partInPipeline } from '../../domain/subjects/pipeline.js';
import { defineEvent } from '../define-event.js';
import { countJobLines } from '../render/pipeline-jobs.js';
import { reached } from '../rules/ended.js';

export const pipelineFailed = defineEvent({
  type: 'pipeline-failed',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '❌',
  wantsAttention: true,
  tellsOwnDoing: false,
  linesBesideCard: (after) => 1 + countJobLines(after),
  detect: (change) => reached('failed', change),
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: (after) => after.isDefaultBranch && after.previousOutcome !== 'failed',
  headline: ({ ref, previousOutcome }, _occurrence, t) => [
    t(previousOutcome === 'failed' ? 'event.pipeline-still-failing' : 'event.pipeline-failed', { ref }),
  ],
});
