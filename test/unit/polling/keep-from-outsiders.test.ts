import { expect, it } from '@jest/globals';
import { isForAll } from '../../../src/polling/keep-from-outsiders.js';
import { subjectKey } from '../../../src/domain/subject.js';
import { anIssue } from '../../support/an-issue.js';
import { aComment, anEvent, anEventNotification } from '../../support/builders.js';
import type { Subject } from '../../../src/domain/subject.js';

const ISSUE = anIssue();
const { id, number, title, author, url } = ISSUE;
const ON = { kind: 'issue' as const, id, number, title, author, url };

function about(subject: Subject) {
  return anEventNotification({ event: anEvent({ subject }) });
}

const SEEN = new Map([[subjectKey(ISSUE), ISSUE]]);
const HIDDEN = new Map([[subjectKey(ISSUE), { ...ISSUE, isConfidential: true }]]);

it.each([
  ['a comment on an issue that all may read', aComment({ on: ON, isPublic: true }), SEEN, true],
  ['a comment on a confidential issue', aComment({ on: ON, isPublic: true }), HIDDEN, false],
  ['a comment on an issue that was not seen', aComment({ on: ON, isPublic: true }), new Map(), false],
  ['an internal note', aComment({ on: ON, isPublic: false }), SEEN, false],
  ['a comment that may be an internal note', aComment({ on: ON }), SEEN, false],
  ['a confidential issue', { ...ISSUE, isConfidential: true }, SEEN, false],
  ['an issue', ISSUE, SEEN, true],
] as const)('%s is for all: asked with what was seen', (_what, subject, seen, expected) => {
  expect(isForAll(about(subject), seen)).toBe(expected);
});
