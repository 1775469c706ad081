import { hasWarnings, isFlaky, partInPipeline, type Pipeline } from '../../domain/subjects/pipeline.js';
import { defineEvent } from '../define-event.js';
import { reached } from '../rules/ended.js';

/** The first success after a failure in the same history; without a change in between it says that it is flaky. */
export const pipelineFixed = defineEvent({
  type: 'pipeline-fixed',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '💚',
  wantsAttention: true,
  tellsOwnDoing: false,
  detect: (change) => (change.after.previousOutcome === 'failed' ? reached('success', change) : []),
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: (after) => after.isDefaultBranch,
  headline: (after, _occurrence, t) => [t(headlineOf(after), { ref: after.ref })],
});

function headlineOf(after: Pipeline): string {
  if (isFlaky(after)) return 'event.pipeline-flaky';
  return hasWarnings(after) ? 'event.pipeline-fixed-with-warnings' : 'event.pipeline-fixed';
}
