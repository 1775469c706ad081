import { defineAction } from './define-action.js';
import { editorOf, lacksAsAuthor, numberOf, stateOf } from './rules.js';

export const reopen = defineAction<'merge-request' | 'issue'>({
  name: 'reopen',
  targets: ['merge-request', 'issue'],
  isGrave: false,
  refuse(look, actor) {
    if (stateOf(look) === 'open') return 'already-done';
    if (stateOf(look) === 'merged') return 'state';
    return lacksAsAuthor(look, actor, editorOf(look));
  },
  order: (look) => ({ action: 'reopen', on: look.kind, number: numberOf(look) }),
  isDone: (look) => stateOf(look) === 'open',
});
