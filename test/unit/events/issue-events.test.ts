import { describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import type { Person } from '../../../src/domain/forge.js';
import type { Issue } from '../../../src/domain/subjects/issue.js';
import { EVENTS } from '../../../src/events/index.js';
import { issueDueSoon } from '../../../src/events/issues/issue-due-soon.js';
import { diffSubjects } from '../../../src/polling/diff-subjects.js';
import { ALICE, at, BOB, CAROL } from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';

/** What an account sees of the issue; it is new where it was never seen, unless the test says otherwise. */
function seen(
  before: Issue | null,
  after: Issue,
  { viewer = ALICE, isNew = before === null }: { viewer?: Person; isNew?: boolean } = {},
): readonly string[] {
  const onFault = ({ error }: { error: unknown }): never => {
    throw error;
  };
  const events = diffSubjects([{ before, after, isNew }], EVENTS, { viewer, onFault }).filter(isTold);
  return events.map(({ type, reason }) => (reason === null ? type : `${type} (${reason})`));
}

describe('a new issue', () => {
  it('is for those who watch everything', () => {
    expect(seen(null, anIssue())).toEqual(['issue-opened']);
  });

  it('is told once to whom it is assigned: as assigned, not as opened', () => {
    expect(seen(null, anIssue({ assignees: [ALICE, CAROL] }))).toEqual(['issue-assigned (assignee)']);
  });

  it('is told once to whom it mentions', () => {
    expect(seen(null, anIssue({ mentions: ['alice'] }))).toEqual(['issue-mention (mentioned)']);
  });

  it('is no news to who opened it, whatever part they take in it', () => {
    const own = anIssue({ author: ALICE, assignees: [ALICE], mentions: ['alice'] });

    expect(seen(null, own)).toEqual([]);
  });
});

describe('an issue from before the watch', () => {
  const old = { isNew: false };

  it('that comes into sight because it was assigned is told for that, not for its old text', () => {
    const issue = anIssue({ assignees: [ALICE], mentions: ['alice'] });

    expect(seen(null, issue, old)).toEqual(['issue-assigned (assignee)']);
  });

  it('is told for a mention that an edit added', () => {
    expect(seen(null, anIssue({ mentions: ['alice'] }), old)).toEqual(['issue-mention (mentioned)']);
  });

  it('that is over is no news', () => {
    expect(seen(null, anIssue({ state: 'closed', mentions: ['alice'] }), old)).toEqual([]);
  });
});

describe('a change of an issue', () => {
  it('that keeps a mention is none', () => {
    const before = anIssue({ mentions: ['alice'] });

    expect(seen(before, anIssue({ mentions: ['bob', 'alice'], updatedAt: at(60) }))).toEqual([]);
  });

  it('of another’s part is for those who watch everything', () => {
    expect(seen(anIssue(), anIssue({ assignees: [CAROL] }))).toEqual(['issue-assigned']);
    expect(seen(anIssue({ assignees: [CAROL] }), anIssue())).toEqual([]);
  });

  it('is told to its author and its assignees', () => {
    const closed = { state: 'closed', closedBy: CAROL } as const;

    expect(seen(anIssue({ author: ALICE }), anIssue({ author: ALICE, ...closed }))).toEqual([
      'issue-closed (author)',
    ]);
    expect(seen(anIssue({ assignees: [ALICE] }), anIssue({ assignees: [ALICE], ...closed }))).toEqual([
      'issue-closed (assignee)',
    ]);
    expect(seen(anIssue({ state: 'closed' }), anIssue(), { viewer: BOB })).toEqual([
      'issue-reopened (author)',
    ]);
  });

  it('is silent for who closed it', () => {
    const closed = anIssue({ assignees: [ALICE], state: 'closed', closedBy: ALICE });

    expect(seen(anIssue({ assignees: [ALICE] }), closed)).toEqual([]);
  });
});

describe('a due date', () => {
  const due = { assignees: [ALICE], dueOn: '2026-03-04' };

  it('is told as it comes near, to the assignees alone', () => {
    const near = anIssue({ ...due, isDueSoon: true });

    expect(seen(anIssue(due), near)).toEqual(['issue-due-soon (assignee)']);
    expect(seen(anIssue(due), near, { viewer: BOB })).toEqual([]);
  });

  it('that was near when it was first seen is told as it comes, as what was due to be told the day before', () => {
    const [near, today] = [
      anIssue({ ...due, isDueSoon: true }),
      { isDueSoon: true, isDueToday: true } as const,
    ];
    const occasions = (before: Issue, after: Issue) =>
      issueDueSoon
        .detect({ before, after, isNew: false }, ALICE)
        .map(({ occasion, at: time }) => [occasion, time]);

    expect(occasions(anIssue(due), near)).toEqual([['2026-03-04', '2026-03-03T00:00:00.000Z']]);
    expect(occasions(near, anIssue({ ...due, ...today }))).toEqual([
      ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ]);
    expect(occasions(anIssue({ ...due, ...today }), anIssue({ ...due, ...today }))).toEqual([]);
  });

  it('that is near when the issue is assigned stands on its card and is not told apart', () => {
    expect(seen(null, anIssue({ ...due, isDueSoon: true }))).toEqual(['issue-assigned (assignee)']);
  });
});
