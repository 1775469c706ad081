import { hasEnded } from '../domain/subjects/pipeline.js';
import { defineAction } from './define-action.js';
import { lacks } from './rules.js';

/** Runs again what failed, and what depends on it. */
export const retry = defineAction<'pipeline'>({
  name: 'retry',
  targets: ['pipeline'],
  isGrave: false,
  refuse(look, actor) {
    const { status } = look.pipeline;
    if (!hasEnded(status)) return 'already-done';
    if (status !== 'failed' && status !== 'canceled') return 'nothing-to-do';
    return lacks(look, actor, 'write');
  },
  order: ({ pipeline }) => ({ action: 'retry-pipeline', pipelineId: pipeline.id, jobs: 'failed' }),
  isDone: ({ pipeline }) => !hasEnded(pipeline.status),
});
