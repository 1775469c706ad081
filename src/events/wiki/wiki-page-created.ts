import { defineEvent } from '../define-event.js';
import { wasEdited } from '../rules/was-edited.js';

export const wikiPageCreated = defineEvent({
  type: 'wiki-page-created',
  subject: 'wiki-page',
  topic: 'wiki',
  mark: '📖',
  wantsAttention: false,
  tellsOwnDoing: false,
  detect: (change, viewer) => wasEdited('created', change, viewer),
  concern: () => null,
  isTeamNews: () => true,
  headline: ({ title: page, edit }, _occurrence, t) => [
    edit?.author
      ? t('event.wiki-page-created-by', { page, who: edit.author.name })
      : t('event.wiki-page-created', { page }),
  ],
});
