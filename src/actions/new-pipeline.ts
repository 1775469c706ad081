import { defineAction } from './define-action.js';
import { isAuthor, lacks, unlessOpen } from './rules.js';

/** Builds a merge request anew, from its own head: GitLab's own, by pipelines of merge requests. */
export const newPipeline = defineAction<'merge-request'>({
  name: 'new-pipeline',
  targets: ['merge-request'],
  isGrave: false,
  refuse(look, actor) {
    const { ownPipelines } = look;
    if (ownPipelines === 'unsupported') return 'unsupported';
    const refusal = unlessOpen(look) ?? (ownPipelines === 'none' ? 'no-pipeline' : null);
    const isForkers = ownPipelines === 'from-fork' && isAuthor(look, actor);
    return refusal ?? lacks(look, actor, isForkers ? 'read' : 'write');
  },
  order: ({ mergeRequest }) => ({ action: 'new-pipeline', number: mergeRequest.number }),
  isDone: () => null,
});
