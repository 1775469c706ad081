import { defineAction } from './define-action.js';
import { lacks } from './rules.js';

/** Starts a job that waits for a person: GitLab's manual and delayed ones. */
export const play = defineAction<'pipeline'>({
  name: 'play',
  targets: ['pipeline'],
  isGrave: false,
  refuse: (look, actor) => (look.playableJobs.length === 0 ? 'nothing-to-do' : lacks(look, actor, 'write')),
  variants: ({ playableJobs }) => playableJobs.map(({ id, name }) => ({ input: { jobId: id }, name })),
  order: (_look, { jobId = '' }) => ({ action: 'play-job', jobId }),
  isDone: ({ playableJobs }, _actor, { jobId }) => !playableJobs.some(({ id }) => id === jobId),
});
