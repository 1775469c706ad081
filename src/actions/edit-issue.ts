import { createHash } from 'node:crypto';
import { defineAction } from './define-action.js';
import { lacks } from './rules.js';

/**
 * Rewrites an issue whose title and text are still what was written before: nobody else's changes are lost. Nobody is
 * offered it.
 */
export const editIssue = defineAction<'issue'>({
  name: 'edit-issue',
  targets: ['issue'],
  isGrave: false,
  refuse: (look, actor, { replaces, replacesTitle = '' }) => {
    const isSameText = look.text !== undefined && textPrint(look.text) === replaces;
    const isUntouched = isSameText && visible(look.issue.title) === visible(replacesTitle);
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

/** Forges clean titles: what cannot be seen does not tell two of them apart. */
function visible(title: string): string {
  return title.replaceAll(/[\p{C}\s]+/gu, '');
}
