import type { Change } from '../../../../src/events/define-event.js';
import { aPush, aRelease, aTag } from '../../../support/some-code.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const CODE_HAPPENINGS: Readonly<Record<string, Change<'release'> | Change<'tag'> | Change<'push'>>> = {
  'release-published': { before: aRelease({ state: 'draft' }), after: aRelease(), isNew: false },
  'tag-created': { before: null, after: aTag(), isNew: true },
  'tag-moved': { before: aTag(), after: aTag({ sha: 'b'.repeat(40) }), isNew: false },
  'branch-created': { before: null, after: aPush({ action: 'created' }), isNew: true },
  'branch-pushed': { before: null, after: aPush(), isNew: true },
  'branch-deleted': { before: null, after: aPush({ action: 'deleted', title: null }), isNew: true },
};
