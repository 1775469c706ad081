import type { PipelineLook, PlayableJob } from '../domain/actions/look.js';
import { defineAction, type Variant } from './define-action.js';
import { lacks } from './rules.js';

/** Starts a job that waits for a person: GitLab's manual and delayed ones. */
export const play = defineAction<'pipeline'>({
  name: 'play',
  targets: ['pipeline'],
  isGrave: false,
  refuse: (look, actor) =>
    look.playableJobs.length === 0
      ? 'nothing-to-do'
      : lacks(look, actor, look.playableJobs.every((job) => isElsewhere(look, job)) ? 'read' : 'write'),
  variants: ({ playableJobs }, { jobId }) =>
    playableJobs.filter(({ id }) => jobId === undefined || id === jobId).map(variantOf),
  order: (_look, { jobId = '', jobProjectId }) => ({
    action: 'play-job',
    jobId,
    ...(jobProjectId === undefined ? {} : { projectId: jobProjectId }),
  }),
  isDone: ({ playableJobs }, _actor, { jobId }) => !playableJobs.some(({ id }) => id === jobId),
});

/** There the role is another, which the forge sees to. */
function isElsewhere({ pipeline }: PipelineLook, { projectId = pipeline.projectId }: PlayableJob): boolean {
  return projectId !== pipeline.projectId;
}

function variantOf({ id, name, projectId }: PlayableJob): Variant {
  return { input: { jobId: id, ...(projectId === undefined ? {} : { jobProjectId: projectId }) }, name };
}
