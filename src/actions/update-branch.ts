import { defineAction } from './define-action.js';
import { lacksAsAuthor, unlessOpen } from './rules.js';

/** Brings the target branch's commits in: GitLab rebases, GitHub merges them. */
export const updateBranch = defineAction<'merge-request'>({
  name: 'update-branch',
  targets: ['merge-request'],
  isGrave: false,
  isPinned: true,
  refuse(look, actor) {
    if (look.gate !== 'behind') return look.gate === 'conflict' ? 'conflict' : 'nothing-to-do';
    return unlessOpen(look) ?? lacksAsAuthor(look, actor, 'write');
  },
  order: ({ mergeRequest }) => ({
    action: 'update-branch',
    number: mergeRequest.number,
    headSha: mergeRequest.headSha,
  }),
  isDone: ({ gate }) => gate !== 'behind',
});
