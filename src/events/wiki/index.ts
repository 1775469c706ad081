import type { EventDefinition } from '../define-event.js';
import { wikiMention } from './wiki-mention.js';
import { wikiPageCreated } from './wiki-page-created.js';
import { wikiPageDeleted } from './wiki-page-deleted.js';
import { wikiPageEdited } from './wiki-page-edited.js';
import { wikiPageRenamed } from './wiki-page-renamed.js';

export const WIKI_EVENTS: readonly EventDefinition<'wiki-page'>[] = [
  wikiMention,
  wikiPageCreated,
  wikiPageEdited,
  wikiPageRenamed,
  wikiPageDeleted,
];
