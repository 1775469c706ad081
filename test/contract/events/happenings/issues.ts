import type { Change } from '../../../../src/events/define-event.js';
import { ALICE, CAROL } from '../../../support/builders.js';
import { anIssue } from '../../../support/an-issue.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const ISSUE_HAPPENINGS: Readonly<Record<string, Change<'issue'>>> = {
  'issue-opened': { before: null, after: anIssue(), isNew: true },
  'issue-reopened': { before: anIssue({ state: 'closed' }), after: anIssue(), isNew: false },
  'issue-assigned': { before: anIssue(), after: anIssue({ assignees: [ALICE] }), isNew: false },
  'issue-unassigned': { before: anIssue({ assignees: [ALICE] }), after: anIssue(), isNew: false },
  'issue-mention': { before: anIssue(), after: anIssue({ mentions: ['alice'] }), isNew: false },
  'issue-due-soon': {
    before: anIssue({ assignees: [ALICE], dueOn: '2026-03-04' }),
    after: anIssue({ assignees: [ALICE], dueOn: '2026-03-04', isDueSoon: true }),
    isNew: false,
  },
  'issue-closed': { before: anIssue(), after: anIssue({ state: 'closed', closedBy: CAROL }), isNew: false },
};
