import { hasWarnings } from '../../domain/subjects/pipeline.js';
import { triggeredBy } from '../rules/concern.js';
import { defineEvent } from '../define-event.js';
import { reached } from '../rules/ended.js';

/** The first success after a failure in the same history. */
export const pipelineFixed = defineEvent({
  type: 'pipeline-fixed',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '💚',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => (change.after.previousOutcome === 'failed' ? reached('success', change) : []),
  concern: ({ after }, _occurrence, viewer) => triggeredBy(after, viewer),
  isTeamNews: (after) => after.isDefaultBranch,
  headline: (after, _occurrence, t) => [
    t(hasWarnings(after) ? 'event.pipeline-fixed-with-warnings' : 'event.pipeline-fixed', { ref: after.ref }),
  ],
});
