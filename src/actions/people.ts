import { isSamePerson, type Person } from '../domain/forge.js';
import { defineAction } from './define-action.js';
import { labelerOf, lacks, numberOf, unlessOpen } from './rules.js';

export const askReview = defineAction<'merge-request'>({
  name: 'ask-review',
  targets: ['merge-request'],
  asks: 'reviewer',
  isGrave: false,
  refuse: (look, actor) => unlessOpen(look) ?? lacks(look, actor, labelerOf(look, actor)),
  order: ({ mergeRequest }, { person = NOBODY }) => ({
    action: 'ask-review',
    number: mergeRequest.number,
    person,
  }),
  isDone: ({ mergeRequest }, _actor, { person = NOBODY }) => includes(mergeRequest.reviewers, person),
});

export const assign = defineAction<'merge-request' | 'issue'>({
  name: 'assign',
  targets: ['merge-request', 'issue'],
  asks: 'assignee',
  isGrave: false,
  refuse: (look, actor) => unlessOpen(look) ?? lacks(look, actor, labelerOf(look, actor)),
  order: (look, { person = NOBODY }) => ({ action: 'assign', on: look.kind, number: numberOf(look), person }),
  isDone(look, _actor, { person = NOBODY }) {
    return includes(look.kind === 'issue' ? look.issue.assignees : look.mergeRequest.assignees, person);
  },
});

const NOBODY: Person = { id: '', login: '', name: '' };

function includes(people: readonly Person[], person: Person): boolean {
  return people.some((one) => isSamePerson(one, person));
}
