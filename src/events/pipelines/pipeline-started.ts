import { defineEvent } from '../define-event.js';
import { hasEnded, partInPipeline } from '../../domain/subjects/pipeline.js';

export const pipelineStarted = defineEvent({
  type: 'pipeline-started',
  subject: 'pipeline',
  topic: 'pipelines',
  mark: '▶️',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect({ before, after }) {
    if (hasEnded(after.status) || after.status === 'waiting') return [];
    if (before !== null && before.attempt === after.attempt) return [];
    return [{ occasion: `attempt-${after.attempt}`, actor: after.actor, at: after.updatedAt }];
  },
  concern: ({ after }, _occurrence, viewer) => partInPipeline(after, viewer),
  isTeamNews: () => false,
  headline: ({ ref, attempt }, _occurrence, t) => [
    t(attempt > 1 ? 'event.pipeline-restarted' : 'event.pipeline-started', { ref }),
  ],
});
