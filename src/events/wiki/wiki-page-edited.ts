import { defineEvent } from '../define-event.js';
import { wasEdited } from '../rules/was-edited.js';

export const wikiPageEdited = defineEvent({
  type: 'wiki-page-edited',
  subject: 'wiki-page',
  topic: 'wiki',
  mark: '📖',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change, viewer) => wasEdited('edited', change, viewer),
  concern: () => null,
  isTeamNews: () => true,
  headline: ({ title: page, edit }, _occurrence, t) => [
    edit?.author
      ? t('event.wiki-page-edited-by', { page, who: edit.author.name })
      : t('event.wiki-page-edited', { page }),
  ],
});
