import { defineEvent } from '../define-event.js';
import { wikiHeadline } from '../render/wiki-headline.js';
import { isMentioned } from '../../domain/viewer.js';
import { newEdit } from '../rules/was-edited.js';

/** In place of what was done to the page. */
export const wikiMention = defineEvent({
  type: 'wiki-mention',
  subject: 'wiki-page',
  topic: 'wiki',
  mark: '🔔',
  wantsAttention: true,
  tellsOwnDoing: false,
  namesTheReason: true,
  detect: (change, viewer) => (isMentioned(change.after.edit?.mentions ?? [], viewer) ? newEdit(change) : []),
  concern: () => 'mentioned',
  isTeamNews: () => false,
  headline: (page, _occurrence, t) => wikiHeadline('event.wiki-mention', page, t),
});
