import { partInPipeline } from '../../domain/subjects/pipeline.js';
import { defineEvent } from '../define-event.js';
import { reached } from '../rules/ended.js';

/** Silent: mostly the person's own doing or the forge's, when a newer commit makes a pipeline redundant. */
export const pipelineCanceled = defineEvent({
  type: 'pipeline-canceled',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '⏹',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change) => reached('canceled', change),
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: () => false,
  headline: ({ ref }, _occurrence, t) => [t('event.pipeline-canceled', { ref })],
});
