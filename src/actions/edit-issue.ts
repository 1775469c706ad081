import { createHash } from 'node:crypto';
import { defineAction } from './define-action.js';
import { lacks } from './rules.js';

/**
 * Rewrites an issue whose text is still what was written before: nobody else's changes are lost. Nobody is offered it.
 */
export const editIssue = defineAction<'issue'>({
  name: 'edit-issue',
  targets: ['issue'],
  isGrave: false,
  refuse: (look, actor, { replaces }) => {
    const isUntouched = look.text !== undefined && textPrint(look.text) === replaces;
    return lacks(look, actor, 'read') ?? (isUntouched ? null : 'state');
  },
  order: ({ issue: { number } }, { title = '', text = '' }) => ({
    action: 'edit-issue',
    on: 'issue',
    number,
    title,
    text,
  }),
  isDone: ({ issue, text }, _actor, input) =>
    issue.title === input.title && textPrint(text ?? '') === textPrint(input.text ?? ''),
});

/** Tells texts apart that a forge may keep with other line ends. */
export function textPrint(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r', '').trim()).digest('base64url');
}
