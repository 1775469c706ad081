import { defineAction } from './define-action.js';
import { lacksAsAuthor, unlessOpen } from './rules.js';

export const stopAutoMerge = defineAction<'merge-request'>({
  name: 'stop-auto-merge',
  targets: ['merge-request'],
  isGrave: false,
  refuse(look, actor) {
    const refusal = unlessOpen(look) ?? lacksAsAuthor(look, actor, 'write');
    return refusal ?? (look.mergeRequest.autoMerge ? null : 'nothing-to-do');
  },
  order: ({ mergeRequest }) => ({ action: 'stop-auto-merge', number: mergeRequest.number }),
  isDone: ({ mergeRequest }) => !mergeRequest.autoMerge,
});
