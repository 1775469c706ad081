import type { EventDefinition } from '../../src/events/define-event.js';

/** A definition that sees an event in every look at a pipeline, once for each status. */
export function aPipelineDefinition(
  over: Partial<EventDefinition<'pipeline'>> = {},
): EventDefinition<'pipeline'> {
  return {
    type: 'pipeline-seen',
    subject: 'pipeline',
    topic: 'pipelines',
    mark: '❗',
    wantsAttention: true,
    tellsOwnDoing: false,
    detect: ({ after }) => [{ occasion: after.status, actor: after.actor, at: after.updatedAt }],
    concern: () => null,
    isTeamNews: () => false,
    headline: () => [],
    ...over,
  };
}
