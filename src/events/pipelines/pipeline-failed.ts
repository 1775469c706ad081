import { triggeredBy } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { reached } from '../rules/ended.js';

export const pipelineFailed = defineEvent({
  type: 'pipeline-failed',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '❌',
  wantsAttention: true,
  tellsOwnDoing: false,
  // The failed jobs.
  linesBesideCard: 2,
  detect: (change) => reached('failed', change),
  concern: ({ after }, _occurrence, viewer) => triggeredBy(after, viewer),
  isTeamNews: (after) => after.isDefaultBranch && after.previousOutcome !== 'failed',
  headline: ({ ref, previousOutcome }, _occurrence, t) => [
    t(previousOutcome === 'failed' ? 'event.pipeline-still-failing' : 'event.pipeline-failed', { ref }),
  ],
});
