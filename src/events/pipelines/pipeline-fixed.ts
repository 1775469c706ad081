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
  headline: ({ ref }, _occurrence, t) => [t('event.pipeline-fixed', { ref })],
});
