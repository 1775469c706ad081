import type { WikiEdit, WikiPage } from '../../src/domain/subjects/wiki-page.js';
import { at, BOB } from './builders.js';

/** As it was first seen. */
export function aWikiPage(over: Partial<WikiPage> = {}): WikiPage {
  return {
    kind: 'wiki-page',
    id: '7:setup',
    projectId: '7',
    title: 'Setup',
    text: 'Run make.',
    edit: null,
    url: 'https://gitlab.example.com/acme/shop/-/wikis/setup',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}

/** Bob's. */
export function aWikiEdit(over: Partial<WikiEdit> = {}): WikiEdit {
  return {
    action: 'edited',
    version: '1',
    author: BOB,
    formerTitle: null,
    diff: { added: 3, removed: 1, lines: ['- Run make.', '+ Run npm ci.'] },
    mentions: [],
    ...over,
  };
}
