import { defineAction } from './define-action.js';
import { labelerOf, lacks, numberOf } from './rules.js';

export const label = defineAction<'merge-request' | 'issue'>({
  name: 'label',
  targets: ['merge-request', 'issue'],
  asks: 'label',
  isGrave: false,
  refuse: (look, actor) => lacks(look, actor, labelerOf(look, actor)),
  order: (look, input) => ({
    action: 'label',
    on: look.kind,
    number: numberOf(look),
    label: input.label ?? '',
  }),
  isDone(look, _actor, input) {
    return (look.kind === 'issue' ? look.issue : look.mergeRequest).labels.includes(input.label ?? '');
  },
});
