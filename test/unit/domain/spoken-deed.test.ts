import { describe, expect, it } from '@jest/globals';
import { isEchoOf, type SpokenDeed } from '../../../src/domain/actions/spoken-deed.js';
import { aComment, aMergeRequest } from '../../support/builders.js';

const STARTED = new Date('2026-05-04T12:00:00Z');
const target = { kind: 'merge-request', number: aMergeRequest().number } as const;

/** That alice said something, which ended so. */
function deed(end: Pick<SpokenDeed, 'finishedAt' | 'result' | 'receipt'>): SpokenDeed {
  const project = { id: aComment().projectId, path: 'group/app', name: 'app', url: '', defaultBranch: null };
  return { personId: '100', login: 'alice', project, target, startedAt: STARTED, ...end };
}

const said = (over: object = {}) =>
  aComment({
    id: '501',
    author: { id: '1', login: 'Alice', name: 'Alice' },
    createdAt: '2026-05-04T12:00:20Z',
    ...over,
  });

const DONE = deed({ finishedAt: STARTED, result: 'done', receipt: { id: '501', url: null } });
const UNDER_WAY = deed({ finishedAt: null, result: null, receipt: null });
const UNSURE = deed({ finishedAt: STARTED, result: 'unsure', receipt: null });
const FAILED = deed({ finishedAt: STARTED, result: 'failed', receipt: null });

describe('a comment is what somebody said from here', () => {
  it('where the forge answered with its name', () => {
    expect(isEchoOf(DONE, said())).toBe(true);
    expect(isEchoOf(DONE, said({ id: '502' }))).toBe(false);
  });

  it.each([
    ['is under way', UNDER_WAY],
    ['never came', UNSURE],
  ])('where the answer %s, by who said it, on what and when', (_what, unanswered) => {
    expect(isEchoOf(unanswered, said())).toBe(true);
    expect(isEchoOf(unanswered, said({ author: { id: '2', login: 'bob', name: 'Bob' } }))).toBe(false);
    expect(isEchoOf(unanswered, said({ createdAt: '2026-05-04T12:10:00Z' }))).toBe(false);
    expect(isEchoOf(unanswered, said({ projectId: 'another' }))).toBe(false);
  });

  it('not where the forge did nothing', () => {
    expect(isEchoOf(FAILED, said())).toBe(false);
  });
});
