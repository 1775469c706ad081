import type { Change } from '../../../../src/events/define-event.js';
import { aComment } from '../../../support/builders.js';
import { aCommitNote } from '../../../support/some-code.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const COMMENT_HAPPENINGS: Readonly<Record<string, Change<'comment'> | Change<'commit-note'>>> = {
  'comment-mention': { before: null, after: aComment({ mentions: ['alice'] }), isNew: true },
  'commit-mention': { before: null, after: aCommitNote(), isNew: true },
  'comment-reply': {
    before: null,
    after: aComment({ mentions: [], thread: { id: '1', participants: ['alice', 'bob'] } }),
    isNew: true,
  },
  'comment-added': { before: null, after: aComment({ mentions: [], thread: null }), isNew: true },
};
