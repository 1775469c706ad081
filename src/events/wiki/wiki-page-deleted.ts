import { defineEvent } from '../define-event.js';
import { wasEdited } from '../rules/was-edited.js';

export const wikiPageDeleted = defineEvent({
  type: 'wiki-page-deleted',
  subject: 'wiki-page',
  topic: 'wiki',
  mark: '📖',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change, viewer) => wasEdited('deleted', change, viewer),
  concern: () => null,
  isTeamNews: () => true,
  headline: ({ title: page, edit }, _occurrence, t) => [
    edit?.author
      ? t('event.wiki-page-deleted-by', { page, who: edit.author.name })
      : t('event.wiki-page-deleted', { page }),
  ],
});
