import { defineAction } from './define-action.js';
import { editorOf, lacksAsAuthor, numberOf, stateOf } from './rules.js';

export const close = defineAction<'merge-request' | 'issue'>({
  name: 'close',
  targets: ['merge-request', 'issue'],
  isGrave: true,
  refuse(look, actor) {
    if (stateOf(look) === 'closed') return 'already-done';
    if (stateOf(look) === 'merged') return 'state';
    return lacksAsAuthor(look, actor, editorOf(look));
  },
  order: (look) => ({ action: 'close', on: look.kind, number: numberOf(look) }),
  isDone: (look) => stateOf(look) === 'closed',
});
