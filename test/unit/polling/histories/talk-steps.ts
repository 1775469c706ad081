import type { Comment } from '../../../../src/domain/subjects/comment.js';
import type { CommitNote } from '../../../../src/domain/subjects/commit-note.js';
import type { Issue } from '../../../../src/domain/subjects/issue.js';
import { ALICE, aComment, BOB, CAROL } from '../../../support/builders.js';
import { aCommitNote } from '../../../support/some-code.js';
import type { State, Step } from './history.js';

/** Everything that was said so far. */
export interface Said<T> extends State {
  readonly all: readonly T[];
}

const NOTHING = { all: [], updatedAt: aComment().updatedAt };

export const NO_COMMENTS: Said<Comment> = NOTHING;
export const NO_NOTES: Said<CommitNote> = NOTHING;

/** What Carol says on what Alice answers for, in a thread of hers and to her. */
export const CONVERSATION_STEPS: readonly Step<Said<Comment>>[] = [
  { name: 'comment', tells: ['comment-added'], change: saying({}) },
  {
    name: 'comment where Alice reviews',
    tells: ['comment-added'],
    change: saying({ on: { ...aComment().on, author: BOB, reviewers: [ALICE], assignees: [ALICE] } }),
  },
  {
    name: 'reply',
    tells: ['comment-reply'],
    change: saying({ thread: { id: 't1', participants: ['alice'] } }),
  },
  { name: 'name Alice', tells: ['comment-mention'], change: saying({ mentions: ['alice'] }) },
];

/** Commits and comments on them that name Alice. */
export const COMMIT_NOTE_STEPS: readonly Step<Said<CommitNote>>[] = [false, true].map((isComment) => ({
  name: isComment ? 'comment on a commit' : 'commit',
  tells: ['commit-mention'],
  change: ({ all }) => ({ all: [...all, aCommitNote({ id: `7:${all.length}`, isComment })] }),
}));

const SOON = '2026-03-03';

/** The due date is set, and the day before it comes. */
export const DUE_STEPS: readonly Step<Issue>[] = [SOON, '2026-05-01', null].map((dueOn) => ({
  name: `be due ${dueOn ?? 'never'}`,
  tells: dueOn === SOON ? ['issue-due-soon'] : [],
  change: (issue) => (issue.dueOn === dueOn ? null : { dueOn }),
}));

export function asReadToday(issue: Issue): readonly Issue[] {
  return [{ ...issue, isDueSoon: issue.state === 'open' && issue.dueOn === SOON }];
}

function saying(what: Partial<Comment>): Step<Said<Comment>>['change'] {
  return ({ all }) => ({
    all: [...all, aComment({ id: String(3_000 + all.length), author: CAROL, ...what })],
  });
}
