import { defineAction } from './define-action.js';
import { lacks, numberOf } from './rules.js';

/** Says something, in the thread that is answered where there is one. */
export const comment = defineAction<'merge-request' | 'issue'>({
  name: 'comment',
  targets: ['merge-request', 'issue'],
  asks: 'text',
  isGrave: false,
  refuse: (look, actor) => lacks(look, actor, 'read'),
  order: (look, { text = '', threadId }) => ({
    action: 'comment',
    on: look.kind,
    number: numberOf(look),
    text,
    threadId: threadId ?? null,
  }),
  isDone: () => null,
});

export const resolveThread = defineAction<'merge-request'>({
  name: 'resolve-thread',
  targets: ['merge-request'],
  asks: 'thread',
  isGrave: false,
  refuse: (look, actor) => lacks(look, actor, 'read'),
  order: ({ mergeRequest }, { threadId = '' }) => ({
    action: 'resolve-thread',
    number: mergeRequest.number,
    threadId,
  }),
  isDone: () => null,
});
