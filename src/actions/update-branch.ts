import { defineAction } from './define-action.js';
import { lacksAsAuthor, unlessOpen } from './rules.js';

/** Brings the target branch's commits in: GitLab rebases, GitHub merges them. */
export const updateBranch = defineAction<'merge-request'>({
  name: 'update-branch',
  targets: ['merge-request'],
  isGrave: false,
  isPinned: true,
  refuse(look, actor) {
    const refusal = unlessOpen(look) ?? (look.gate === 'conflict' ? 'conflict' : null);
    if (refusal !== null || look.isBehind === false) return refusal ?? 'up-to-date';
    return lacksAsAuthor(look, actor, 'write');
  },
  order: ({ mergeRequest }) => ({
    action: 'update-branch',
    number: mergeRequest.number,
    headSha: mergeRequest.headSha,
  }),
  // It goes on after the answer.
  isDone: ({ isBehind }) => (isBehind === false ? true : null),
});
