import { isSamePerson } from '../domain/forge.js';
import { defineAction } from './define-action.js';
import { isAuthor, lacks, unlessOpen } from './rules.js';

export const requestChanges = defineAction<'merge-request'>({
  name: 'request-changes',
  targets: ['merge-request'],
  asks: 'text',
  isGrave: false,
  isPinned: true,
  refuse(look, actor) {
    if (isAuthor(look, actor)) return 'own-work';
    const refusal = unlessOpen(look) ?? lacks(look, actor, look.objectsAsReviewer ? 'write' : 'read');
    if (refusal !== null || !look.objectsAsReviewer) return refusal;
    return look.mergeRequest.reviewers.some((one) => isSamePerson(one, actor.user)) ? null : 'not-reviewer';
  },
  order: ({ mergeRequest }, { text = '' }) => ({
    action: 'request-changes',
    number: mergeRequest.number,
    headSha: mergeRequest.headSha,
    text,
  }),
  /** Where reviewers object, the text is a request of its own, and the verdict does not show it. */
  isDone({ myVerdict, objectsAsReviewer }, _actor, { text = '' }) {
    if (myVerdict !== 'changes-requested') return false;
    return objectsAsReviewer && text.trim() !== '' ? null : true;
  },
});
