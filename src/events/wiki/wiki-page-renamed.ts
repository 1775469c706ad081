import { defineEvent } from '../define-event.js';
import { wasEdited } from '../rules/was-edited.js';

/** Its text may have changed as well. */
export const wikiPageRenamed = defineEvent({
  type: 'wiki-page-renamed',
  subject: 'wiki-page',
  topic: 'wiki',
  mark: '📖',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change, viewer) => wasEdited('renamed', change, viewer),
  concern: () => null,
  isTeamNews: () => true,
  headline({ title: page, edit }, _occurrence, t) {
    const names = { page, former: edit?.formerTitle ?? '' };
    return edit?.author
      ? [t('event.wiki-page-renamed-by', { ...names, who: edit.author.name })]
      : [t('event.wiki-page-renamed', names)];
  },
});
