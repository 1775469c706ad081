import type { Change } from '../../../../src/events/define-event.js';
import { aThread, aThreadList } from '../../../support/a-thread-list.js';
import { aComment, at, BOB } from '../../../support/builders.js';
import { aCommitNote } from '../../../support/some-code.js';

type CommentChange = Change<'comment'> | Change<'commit-note'> | Change<'thread-list'>;

/** For each event: a change that makes it happen, as Alice sees it. */
export const COMMENT_HAPPENINGS: Readonly<Record<string, CommentChange>> = {
  'comment-mention': { before: null, after: aComment({ mentions: ['alice'] }), isNew: true },
  'commit-mention': { before: null, after: aCommitNote(), isNew: true },
  'comment-reply': {
    before: null,
    after: aComment({ mentions: [], thread: { id: '1', participants: ['alice', 'bob'] } }),
    isNew: true,
  },
  'thread-resolved': {
    before: aThreadList(),
    after: aThreadList({ threads: [aThread({ resolution: { by: BOB, at: at(90) } })] }),
    isNew: false,
  },
  'comment-added': { before: null, after: aComment({ mentions: [], thread: null }), isNew: true },
};
