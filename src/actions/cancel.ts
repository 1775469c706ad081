import { hasEnded } from '../domain/subjects/pipeline.js';
import { defineAction } from './define-action.js';
import { lacks } from './rules.js';

export const cancel = defineAction<'pipeline'>({
  name: 'cancel',
  targets: ['pipeline'],
  isGrave: true,
  refuse(look, actor) {
    const { status } = look.pipeline;
    if (status === 'canceled') return 'already-done';
    if (status === 'waiting' && !look.cancelsWaiting) return 'state';
    return hasEnded(status) ? 'state' : lacks(look, actor, 'write');
  },
  order: ({ pipeline }) => ({ action: 'cancel-pipeline', pipelineId: pipeline.id }),
  isDone: ({ pipeline }) => pipeline.status === 'canceled',
});
