import { hasWarnings, isFlaky, partInPipeline, type Pipeline } from '../../domain/subjects/pipeline.js';
import { defineEvent } from '../define-event.js';
import { reached } from '../rules/ended.js';

/** A success that fixes nothing; the one that does is `pipeline-fixed`. */
export const pipelineSucceeded = defineEvent({
  type: 'pipeline-succeeded',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '✅',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => (change.after.previousOutcome === 'failed' ? [] : reached('success', change)),
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: () => false,
  headline: (after, _occurrence, t) => [t(headlineOf(after), { ref: after.ref })],
});

function headlineOf(after: Pipeline): string {
  if (isFlaky(after)) return 'event.pipeline-flaky';
  return hasWarnings(after) ? 'event.pipeline-warned' : 'event.pipeline-succeeded';
}
