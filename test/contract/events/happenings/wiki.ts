import type { WikiAction } from '../../../../src/domain/subjects/wiki-page.js';
import type { Change } from '../../../../src/events/define-event.js';
import { aWikiEdit, aWikiPage } from '../../../support/a-wiki-page.js';

function afterA(action: WikiAction, formerTitle: string | null = null): Change<'wiki-page'> {
  return { before: null, after: aWikiPage({ edit: aWikiEdit({ action, formerTitle }) }), isNew: true };
}

/** For each event: a change that makes it happen, as Alice sees it. */
export const WIKI_HAPPENINGS: Readonly<Record<string, Change<'wiki-page'>>> = {
  'wiki-mention': {
    before: aWikiPage(),
    after: aWikiPage({ edit: aWikiEdit({ mentions: ['alice'] }) }),
    isNew: true,
  },
  'wiki-page-created': afterA('created'),
  'wiki-page-edited': { ...afterA('edited'), before: aWikiPage() },
  'wiki-page-renamed': afterA('renamed', 'Install'),
  'wiki-page-deleted': { ...afterA('deleted'), before: aWikiPage() },
};
