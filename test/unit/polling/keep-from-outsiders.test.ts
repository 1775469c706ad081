import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../src/domain/subject.js';
import { isForAll, isOwnChat, keepFromOutsiders } from '../../../src/polling/keep-from-outsiders.js';
import { aThread, aThreadList } from '../../support/a-thread-list.js';
import { anIssue } from '../../support/an-issue.js';
import { aComment, aMergeRequest, anEvent, anEventNotification } from '../../support/builders.js';

const { id, number, title, author, url } = anIssue();
const ON = { kind: 'issue' as const, id, number, title, author, url };
const OPEN = { ...ON, isConfidential: false };
const HIDDEN = { ...ON, isConfidential: true };
const THREADS = aThreadList({ threads: [aThread({ id: 't1' }), aThread({ id: 't2', isInternal: true })] });

describe('whether all who read along may be told of', () => {
  it.each([
    ['an issue', anIssue(), true],
    ['a confidential issue', anIssue({ isConfidential: true }), false],
    ['a comment on an issue that all may read', aComment({ on: OPEN, isPublic: true }), true],
    ['a comment on a confidential issue', aComment({ on: HIDDEN, isPublic: true }), false],
    ['a comment on an issue that may be confidential', aComment({ on: ON, isPublic: true }), false],
    ['an internal note', aComment({ on: OPEN, isPublic: false }), false],
    ['a comment that may be an internal note', aComment({ on: OPEN }), false],
    ['a comment on a merge request', aComment({ isPublic: true }), true],
    ['an internal note on a merge request', aComment({ isPublic: false }), false],
    ['a merge request', aMergeRequest(), true],
  ] satisfies readonly (readonly [string, Subject, boolean])[])('%s', (_what, subject, expected) => {
    expect(isForAll(anEvent({ subject }))).toBe(expected);
  });

  it.each([
    ['a thread', ['t1'], true],
    ['an internal thread', ['t2'], false],
  ])('%s that was resolved', (_what, threads, expected) => {
    expect(isForAll(anEvent({ subject: THREADS, details: { threads } }))).toBe(expected);
  });
});

it('whoever lends the token is told in their own chat, in whatever topic of it, and nobody anywhere else', () => {
  const event = anEvent({ subject: anIssue({ isConfidential: true }) });
  const told = ['42', '42/7', '-100', '-100/7', '421'].map((chatKey) =>
    anEventNotification({ chatKey, event }),
  );

  expect(keepFromOutsiders(told, '42').map(({ chatKey }) => chatKey)).toEqual(['42', '42/7']);
  expect(isOwnChat('-42', '42')).toBe(false);
});
