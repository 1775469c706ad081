import { hasEnded } from '../domain/subjects/pipeline.js';
import { defineAction } from './define-action.js';
import { lacks } from './rules.js';

/** Runs all jobs again, also of a success: GitHub's own. */
export const rerun = defineAction<'pipeline'>({
  name: 'rerun',
  targets: ['pipeline'],
  isGrave: false,
  refuse(look, actor) {
    if (!look.canRerun) return 'unsupported';
    return hasEnded(look.pipeline.status) ? lacks(look, actor, 'write') : 'already-done';
  },
  order: ({ pipeline }) => ({ action: 'retry-pipeline', pipelineId: pipeline.id, jobs: 'all' }),
  isDone: ({ pipeline }) => !hasEnded(pipeline.status),
});
