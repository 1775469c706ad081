import { defineAction } from './define-action.js';
import { isAuthor, lacks, unlessOpen } from './rules.js';

export const approve = defineAction<'merge-request'>({
  name: 'approve',
  targets: ['merge-request'],
  isGrave: false,
  isPinned: true,
  refuse(look, actor) {
    if (look.myVerdict === 'approved') return 'already-done';
    const refusal = unlessOpen(look) ?? lacks(look, actor, 'read');
    if (refusal !== null || look.mayApprove !== false) return refusal;
    return isAuthor(look, actor) ? 'own-work' : 'role';
  },
  order: ({ mergeRequest }) => ({
    action: 'approve',
    number: mergeRequest.number,
    headSha: mergeRequest.headSha,
  }),
  isDone: ({ myVerdict }) => myVerdict === 'approved',
});
