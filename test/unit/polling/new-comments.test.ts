import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../../../src/domain/subject.js';
import { subjectKey } from '../../../src/domain/subject.js';
import type { Comment } from '../../../src/domain/subjects/comment.js';
import { newComments } from '../../../src/polling/new-comments.js';
import { anIssue } from '../../support/an-issue.js';
import { aComment } from '../../support/builders.js';

function said(over: Partial<Comment> = {}): Comment {
  const { id, number, title, author, url } = anIssue({ number: '5' });
  const on = { kind: 'issue' as const, id, number, title, author, url };
  return aComment({ on, isPublic: true, ...over });
}

/** As a to-do item shows it. */
function unknown(comment: Comment): Comment {
  const { isPublic, ...rest } = comment;
  return isPublic === undefined ? comment : rest;
}

describe('new comments', () => {
  const known = (comment: Comment): ReadonlyMap<string, Snapshot> =>
    new Map([[subjectKey(comment), comment]]);

  it('are those of which it becomes known that all may read them, also where that look is older', () => {
    const before = unknown(said({ updatedAt: '2026-03-02T11:00:01.000Z' }));
    const comment = said();

    expect(newComments([{ subject: comment, isNews: true }], known(before), [])).toEqual([comment]);
    expect(newComments([{ subject: comment, isNews: true }], known(comment), [])).toEqual([]);
  });

  it('are none that the first read shows, and none on merge requests', () => {
    const comment = said();
    const onRequest = said({ on: { ...comment.on, kind: 'merge-request' } });
    const change = { before: null, after: onRequest, isNew: true };

    expect(newComments([{ subject: comment, isNews: true }], new Map(), [])).toEqual([]);
    expect(newComments([{ subject: onRequest, isNews: true }], new Map(), [change])).toEqual([]);
  });
});
