import { defineEvent } from '../define-event.js';
import { wikiHeadline } from '../render/wiki-headline.js';
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
  headline: (page, _occurrence, t) =>
    wikiHeadline('event.wiki-page-renamed', page, t, { former: page.edit?.formerTitle ?? '' }),
});
