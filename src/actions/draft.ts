import { defineAction, type AnyActionDefinition } from './define-action.js';
import { lacksAsAuthor, unlessOpen } from './rules.js';

function mark(name: 'mark-ready' | 'mark-draft', wantsDraft: boolean): AnyActionDefinition {
  return defineAction<'merge-request'>({
    name,
    targets: ['merge-request'],
    isGrave: false,
    refuse(look, actor) {
      if (look.mergeRequest.isDraft === wantsDraft) return 'already-done';
      return unlessOpen(look) ?? lacksAsAuthor(look, actor, 'write');
    },
    order: ({ mergeRequest }) => ({ action: name, number: mergeRequest.number }),
    isDone: ({ mergeRequest }) => mergeRequest.isDraft === wantsDraft,
  });
}

export const markReady = mark('mark-ready', false);
export const markDraft = mark('mark-draft', true);
