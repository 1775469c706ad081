import { defineEvent } from '../define-event.js';
import { wikiHeadline } from '../render/wiki-headline.js';
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
  headline: (page, _occurrence, t) => wikiHeadline('event.wiki-page-edited', page, t),
});
