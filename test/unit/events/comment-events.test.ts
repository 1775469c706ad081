import { describe, expect, it } from '@jest/globals';
import type { Comment } from '../../../src/domain/subjects/comment.js';
import { EVENTS } from '../../../src/events/index.js';
import { ALICE, aComment, BOB, at } from '../../support/builders.js';

/** What Alice's account sees of the comment; she owns the merge request unless the test says otherwise. */
function seen(before: Comment | null, after: Comment): readonly string[] {
  const change = { before, after, isNew: before === null };
  return EVENTS.flatMap((definition) => {
    if (definition.subject !== 'comment') return [];
    return definition.detect(change, ALICE).map((occurrence) => {
      const reason = definition.concern(change, occurrence, ALICE);
      return reason === null ? definition.type : `${definition.type} (${reason})`;
    });
  });
}

const ON_BOBS = { ...aComment().on, author: BOB };

describe('a comment', () => {
  it('is told once, as a mention, when it also answers the reader on their own merge request', () => {
    const comment = aComment({ mentions: ['alice'], thread: { id: '1', participants: ['alice'] } });

    expect(seen(null, comment)).toEqual(['comment-mention (mentioned)']);
  });

  it('is a reply in the thread of everybody who wrote in it, whatever the case of the login', () => {
    const comment = aComment({ on: ON_BOBS, thread: { id: '1', participants: ['Alice', 'bob'] } });

    expect(seen(null, comment)).toEqual(['comment-reply (participant)']);
  });

  it('on the reader’s merge request concerns them', () => {
    expect(seen(null, aComment())).toEqual(['comment-added (author)']);
  });

  it.each([
    ['reviewer', { reviewers: [ALICE], assignees: [ALICE] }],
    ['assignee', { reviewers: [BOB], assignees: [ALICE] }],
  ])('on somebody else’s concerns its %s', (reason, people) => {
    expect(seen(null, aComment({ on: { ...ON_BOBS, ...people } }))).toEqual([`comment-added (${reason})`]);
  });

  it('is told once to a reviewer whom it names or answers', () => {
    const on = { ...ON_BOBS, reviewers: [ALICE] };
    const thread = { id: '1', participants: ['alice'] };

    expect(seen(null, aComment({ on, thread, mentions: ['alice'] }))).toEqual([
      'comment-mention (mentioned)',
    ]);
    expect(seen(null, aComment({ on, thread }))).toEqual(['comment-reply (participant)']);
  });

  it('on somebody else’s is only for those who watch everything', () => {
    expect(seen(null, aComment({ on: ON_BOBS }))).toEqual(['comment-added']);
  });

  it('is news again when an edit adds a mention', () => {
    const edited = aComment({ mentions: ['alice'], updatedAt: at(90) });

    expect(seen(aComment(), edited)).toEqual(['comment-mention (mentioned)']);
  });

  it('is no news when an edit changes nothing but words', () => {
    expect(
      seen(aComment({ mentions: ['alice'] }), aComment({ mentions: ['alice'], body: 'Rephrased' })),
    ).toEqual([]);
  });
});
