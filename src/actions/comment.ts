import { defineAction } from './define-action.js';
import { lacks, lacksAsAuthor, numberOf } from './rules.js';

/** Says something, in the thread that is answered where there is one. */
export const comment = defineAction<'merge-request' | 'issue'>({
  name: 'comment',
  targets: ['merge-request', 'issue'],
  asks: 'text',
  isGrave: false,
  refuse: (look, actor) => lacks(look, actor, 'read'),
  order: (look, { text = '', threadId, answers }) => ({
    action: 'comment',
    on: look.kind,
    number: numberOf(look),
    text,
    threadId: threadId ?? null,
    ...(answers === undefined ? {} : { answers }),
  }),
  isDone: () => null,
});

/** A comment is changed where it was sent from; nobody is offered it. */
export const editComment = defineAction<'merge-request' | 'issue'>({
  name: 'edit-comment',
  targets: ['merge-request', 'issue'],
  isGrave: false,
  refuse: (look, actor) => lacks(look, actor, 'read'),
  order: (look, { text = '', commentId = '' }) => ({
    action: 'edit-comment',
    on: look.kind,
    number: numberOf(look),
    commentId,
    text,
  }),
  isDone: () => null,
});

export const resolveThread = defineAction<'merge-request'>({
  name: 'resolve-thread',
  targets: ['merge-request'],
  asks: 'thread',
  isGrave: false,
  refuse: (look, actor) => lacksAsAuthor(look, actor, 'write'),
  order: ({ mergeRequest }, { threadId = '' }) => ({
    action: 'resolve-thread',
    number: mergeRequest.number,
    threadId,
  }),
  isDone: () => null,
});
