import { defineAction } from './define-action.js';
import { lacks, unlessOpen } from './rules.js';

export const unapprove = defineAction<'merge-request'>({
  name: 'unapprove',
  targets: ['merge-request'],
  isGrave: false,
  refuse(look, actor) {
    const refusal = unlessOpen(look) ?? lacks(look, actor, look.withdrawnFrom);
    return refusal ?? (look.myVerdict === 'approved' ? null : 'nothing-to-do');
  },
  order: ({ mergeRequest }) => ({ action: 'unapprove', number: mergeRequest.number }),
  isDone: ({ myVerdict }) => myVerdict !== 'approved',
});
