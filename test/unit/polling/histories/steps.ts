import type { Person } from '../../../../src/domain/forge.js';
import type { Comment } from '../../../../src/domain/subjects/comment.js';
import type { Issue } from '../../../../src/domain/subjects/issue.js';
import type { MergeRequest, Review } from '../../../../src/domain/subjects/merge-request.js';
import type { MergeabilityState } from '../../../../src/domain/subjects/mergeability.js';
import { ALICE, at, BOB, CAROL } from '../../../support/builders.js';
import type { Step } from './history.js';

/** What the forge knows of its gates: that it does not know them now, it says as well. */
const BECOMING: readonly Step<MergeRequest>[] = (['mergeable', 'conflict', 'blocked'] as const).map((to) => ({
  name: `become ${to}`,
  tells: {
    mergeable: ['ready-to-merge', 'conflict-resolved'],
    conflict: ['conflict-appeared'],
    blocked: ['conflict-resolved'],
  }[to],
  change: whileOpen((state) => mergeability(state, to)),
}));

/** What is done to a merge request of Bob's; one that is not open can only be opened again. */
export const MERGE_REQUEST_STEPS: readonly Step<MergeRequest>[] = [
  {
    name: 'ask Alice for a review',
    tells: ['review-requested'],
    change: whileOpen(({ reviewers }) => asReviewers(withOne(reviewers, ALICE), [ALICE.id])),
  },
  {
    name: 'withdraw the request',
    tells: ['review-request-withdrawn'],
    change: whileOpen(({ reviewers }) => asReviewers(withoutOne(reviewers, ALICE), [])),
  },
  {
    name: 'Alice answers, and stays on the list as on GitLab',
    tells: [],
    change: whileOpen((state) =>
      isAwaited(state) ? { pendingReviewers: [], reviews: withReview(state, ALICE, 'approved') } : null,
    ),
  },
  ...[ALICE, CAROL].map((person) => ({
    name: `${person.login} reviews without a verdict, and leaves the list as on GitHub`,
    tells: [],
    change: whileOpen((state) => ({
      ...asReviewers(withoutOne(state.reviewers, person), []),
      reviews: withComment(state, person),
    })),
  })),
  {
    name: 'ask Alice again, who is on the list',
    tells: ['review-requested', 'approval-withdrawn'],
    change: whileOpen((state) =>
      state.reviewers.includes(ALICE) && !isAwaited(state)
        ? { pendingReviewers: [ALICE.id], reviews: withoutReview(state, ALICE) }
        : null,
    ),
  },
  {
    name: 'ask a team of Alice’s for a review',
    tells: ['review-requested'],
    change: whileOpen(({ reviewerTeams }) =>
      reviewerTeams?.length === 1 ? null : { reviewerTeams: ['Ops'] },
    ),
  },
  {
    name: 'ask the team no more',
    tells: ['review-request-withdrawn'],
    change: whileOpen(({ reviewerTeams }) => (reviewerTeams?.length === 1 ? { reviewerTeams: [] } : null)),
  },
  ...[ALICE, CAROL].flatMap((person) => [
    {
      name: `assign ${person.login}`,
      tells: ['merge-request-assigned'],
      change: whileOpen(({ assignees }) => asAssignees(withOne(assignees, person))),
    },
    {
      name: `unassign ${person.login}`,
      tells: person === ALICE ? ['merge-request-unassigned'] : [],
      change: whileOpen(({ assignees }) => asAssignees(withoutOne(assignees, person))),
    },
  ]),
  {
    name: 'push',
    tells: ['merge-request-new-commits'],
    change: whileOpen(({ headSha }) => ({ headSha: `${headSha}1`.slice(1) })),
  },
  ...['a', 'b'].map((letter) => ({
    name: `push with force to ${letter}`,
    tells: ['merge-request-new-commits'],
    change: whileOpen(({ headSha }) => (headSha.startsWith(letter) ? null : { headSha: letter.repeat(40) })),
  })),
  {
    name: 'approve',
    tells: ['merge-request-approved', 'approval-withdrawn'],
    change: whileOpen((state) => ({ reviews: withReview(state, CAROL, 'approved') })),
  },
  {
    name: 'request changes',
    tells: ['changes-requested', 'approval-withdrawn'],
    change: whileOpen((state) => ({ reviews: withReview(state, CAROL, 'changes-requested') })),
  },
  {
    name: 'take the verdict back',
    tells: ['approval-withdrawn'],
    change: whileOpen((state) =>
      state.reviews.some(({ person }) => person === CAROL) ? { reviews: withoutReview(state, CAROL) } : null,
    ),
  },
  {
    name: 'mark as a draft',
    tells: [],
    change: whileOpen(({ isDraft }) => (isDraft ? null : { isDraft: true })),
  },
  {
    name: 'mark as ready',
    tells: ['merge-request-ready'],
    change: whileOpen(({ isDraft }) => (isDraft ? { isDraft: false } : null)),
  },
  {
    name: 'mention Alice',
    tells: ['merge-request-mention'],
    change: whileOpen(({ mentions }) => (mentions.length > 0 ? null : { mentions: ['alice'] })),
  },
  {
    name: 'remove the mention',
    tells: [],
    change: whileOpen(({ mentions }) => (mentions.length === 0 ? null : { mentions: [] })),
  },
  {
    name: 'label',
    tells: ['merge-request-labeled'],
    change: whileOpen(({ labels }) => (labels.length > 0 ? null : { labels: ['bug'] })),
  },
  {
    name: 'unlabel',
    tells: [],
    change: whileOpen(({ labels }) => (labels.length === 0 ? null : { labels: [] })),
  },
  ...BECOMING.map((step): Step<MergeRequest> => ({ ...step, isUndated: true })),
  ...BECOMING.map((step) => ({ ...step, name: `${step.name} and move` })),
  {
    name: 'be worked out',
    tells: [],
    isUndated: true,
    change: whileOpen((state) => (state.mergeability === null ? null : { mergeability: null })),
  },
  {
    name: 'retarget',
    tells: ['target-branch-changed'],
    change: whileOpen(({ targetBranch }) => ({ targetBranch: targetBranch === 'main' ? 'next' : 'main' })),
  },
  {
    name: 'set auto-merge',
    tells: ['auto-merge-set'],
    change: whileOpen(({ autoMerge }) => (autoMerge === null ? { autoMerge: { by: BOB } } : null)),
  },
  {
    name: 'unset auto-merge',
    tells: ['auto-merge-failed'],
    change: whileOpen(({ autoMerge }) => (autoMerge === null ? null : { autoMerge: null })),
  },
  {
    name: 'close',
    tells: ['merge-request-closed'],
    change: whileOpen(() => ({ state: 'closed', closedBy: BOB })),
  },
  {
    name: 'reopen',
    tells: ['merge-request-reopened'],
    change: ({ state }) => (state === 'closed' ? { state: 'open', closedBy: null } : null),
  },
  {
    name: 'merge',
    tells: ['merge-request-merged'],
    change: whileOpen(() => ({ state: 'merged', mergedBy: BOB })),
  },
];

/** Those that open and close its gates, and those that end it and bring it back. */
export const GATE_STEPS: readonly Step<MergeRequest>[] = MERGE_REQUEST_STEPS.filter(({ name }) =>
  /^(become|be worked out|push|close|reopen)/.test(name),
);

/** What is done to an issue of Bob's. */
export const ISSUE_STEPS: readonly Step<Issue>[] = [
  ...[ALICE, CAROL].flatMap((person) => [
    {
      name: `assign ${person.login}`,
      tells: ['issue-assigned'],
      change: whileIssueOpen(({ assignees }) => asAssignees(withOne(assignees, person))),
    },
    {
      name: `unassign ${person.login}`,
      tells: person === ALICE ? ['issue-unassigned'] : [],
      change: whileIssueOpen(({ assignees }) => asAssignees(withoutOne(assignees, person))),
    },
  ]),
  {
    name: 'mention Alice',
    tells: ['issue-mention'],
    change: whileIssueOpen(({ mentions }) => (mentions.length > 0 ? null : { mentions: ['alice'] })),
  },
  {
    name: 'remove the mention',
    tells: [],
    change: whileIssueOpen(({ mentions }) => (mentions.length === 0 ? null : { mentions: [] })),
  },
  {
    name: 'close',
    tells: ['issue-closed'],
    change: whileIssueOpen(() => ({ state: 'closed', closedBy: BOB })),
  },
  {
    name: 'reopen',
    tells: ['issue-reopened'],
    change: ({ state }) => (state === 'closed' ? { state: 'open', closedBy: null } : null),
  },
];

/** What is done to a comment of Bob's on Alice's merge request. */
export const COMMENT_STEPS: readonly Step<Comment>[] = [
  { name: 'edit', tells: [], change: ({ body }) => ({ body: `${body}.` }) },
  {
    name: 'mention Alice',
    tells: ['comment-mention'],
    change: ({ mentions }) => (mentions.length > 0 ? null : { mentions: ['alice'] }),
  },
  {
    name: 'remove the mention',
    tells: [],
    change: ({ mentions }) => (mentions.length === 0 ? null : { mentions: [] }),
  },
];

function whileOpen(change: Step<MergeRequest>['change']): Step<MergeRequest>['change'] {
  return (state) => (state.state === 'open' ? change(state) : null);
}

function whileIssueOpen(change: Step<Issue>['change']): Step<Issue>['change'] {
  return (state) => (state.state === 'open' ? change(state) : null);
}

function withOne(people: readonly Person[], one: Person): readonly Person[] | null {
  return people.includes(one) ? null : [...people, one];
}

function withoutOne(people: readonly Person[], one: Person): readonly Person[] | null {
  return people.includes(one) ? people.filter((person) => person !== one) : null;
}

function asReviewers(
  reviewers: readonly Person[] | null,
  pendingReviewers: readonly string[],
): Partial<MergeRequest> | null {
  return reviewers === null ? null : { reviewers, pendingReviewers };
}

function isAwaited({ pendingReviewers = [] }: MergeRequest): boolean {
  return pendingReviewers.includes(ALICE.id);
}

function asAssignees(assignees: readonly Person[] | null): Pick<MergeRequest | Issue, 'assignees'> | null {
  return assignees === null ? null : { assignees };
}

function withReview(
  mergeRequest: MergeRequest,
  person: Person,
  state: Review['state'],
): MergeRequest['reviews'] {
  const { headSha, updatedAt } = mergeRequest;
  return [...withoutReview(mergeRequest, person), { person, state, sha: headSha, at: updatedAt }];
}

/** Beside a verdict it is only dated. */
function withComment(mergeRequest: MergeRequest, person: Person): MergeRequest['reviews'] {
  const verdict = mergeRequest.reviews.find((one) => one.person === person && one.state !== 'commented');
  if (verdict === undefined) return withReview(mergeRequest, person, 'commented');
  return [...withoutReview(mergeRequest, person), { ...verdict, latestAt: mergeRequest.updatedAt }];
}

function withoutReview({ reviews }: MergeRequest, one: Person): MergeRequest['reviews'] {
  return reviews.filter(({ person }) => person !== one);
}

function mergeability(state: MergeRequest, to: MergeabilityState): Partial<MergeRequest> | null {
  return state.mergeability?.state === to ? null : { mergeability: { state: to, since: at(0) } };
}
