import type { Change } from '../../../../src/events/define-event.js';
import { ALICE, CAROL, aMergeRequest, at } from '../../../support/builders.js';

/** For each event: a change that makes it happen, as Alice sees it. */
export const MERGE_REQUEST_HAPPENINGS: Readonly<Record<string, Change<'merge-request'>>> = {
  'merge-request-opened': { before: null, after: aMergeRequest(), isNew: true },
  'merge-request-reopened': {
    before: aMergeRequest({ state: 'closed' }),
    after: aMergeRequest(),
    isNew: false,
  },
  'merge-request-ready': {
    before: aMergeRequest({ isDraft: true }),
    after: aMergeRequest({ isDraft: false }),
    isNew: false,
  },
  'review-requested': {
    before: aMergeRequest({ reviewers: [] }),
    after: aMergeRequest({ reviewers: [ALICE] }),
    isNew: false,
  },
  'review-request-withdrawn': {
    before: aMergeRequest({ reviewers: [ALICE] }),
    after: aMergeRequest({ reviewers: [] }),
    isNew: false,
  },
  'merge-request-assigned': {
    before: aMergeRequest({ assignees: [] }),
    after: aMergeRequest({ assignees: [ALICE] }),
    isNew: false,
  },
  'merge-request-unassigned': {
    before: aMergeRequest({ assignees: [ALICE] }),
    after: aMergeRequest({ assignees: [] }),
    isNew: false,
  },
  'merge-request-mention': {
    before: aMergeRequest({ mentions: [] }),
    after: aMergeRequest({ mentions: ['alice'] }),
    isNew: false,
  },
  'merge-request-new-commits': {
    before: aMergeRequest({ headSha: 'a'.repeat(40), reviewers: [ALICE] }),
    after: aMergeRequest({ headSha: 'b'.repeat(40), reviewers: [ALICE] }),
    isNew: false,
  },
  'merge-request-approved': {
    before: aMergeRequest({ author: ALICE, reviews: [] }),
    after: aMergeRequest({
      author: ALICE,
      reviews: [{ person: CAROL, state: 'approved', sha: null, at: at(5) }],
    }),
    isNew: false,
  },
  'approval-withdrawn': {
    before: aMergeRequest({
      author: ALICE,
      reviews: [{ person: CAROL, state: 'approved', sha: null, at: at(5) }],
    }),
    after: aMergeRequest({ author: ALICE, reviews: [] }),
    isNew: false,
  },
  'changes-requested': {
    before: aMergeRequest({ author: ALICE, reviews: [] }),
    after: aMergeRequest({
      author: ALICE,
      reviews: [{ person: CAROL, state: 'changes-requested', sha: null, at: at(5) }],
    }),
    isNew: false,
  },
  'conflict-appeared': {
    before: aMergeRequest({ author: ALICE, mergeability: { state: 'blocked', since: at(0) } }),
    after: aMergeRequest({ author: ALICE, mergeability: { state: 'conflict', since: at(5) } }),
    isNew: false,
  },
  'conflict-resolved': {
    before: aMergeRequest({ author: ALICE, mergeability: { state: 'conflict', since: at(0) } }),
    after: aMergeRequest({ author: ALICE, mergeability: { state: 'blocked', since: at(5) } }),
    isNew: false,
  },
  'ready-to-merge': {
    before: aMergeRequest({ author: ALICE, mergeability: { state: 'blocked', since: at(0) } }),
    after: aMergeRequest({ author: ALICE, mergeability: { state: 'mergeable', since: at(5) } }),
    isNew: false,
  },
  'target-branch-changed': {
    before: aMergeRequest({ reviewers: [ALICE], targetBranch: 'main' }),
    after: aMergeRequest({ reviewers: [ALICE], targetBranch: 'release' }),
    isNew: false,
  },
  'merge-request-labeled': {
    before: aMergeRequest({ labels: ['api'] }),
    after: aMergeRequest({ labels: ['api', 'urgent'] }),
    isNew: false,
  },
  'auto-merge-set': {
    before: aMergeRequest({ author: ALICE, autoMerge: null }),
    after: aMergeRequest({ author: ALICE, autoMerge: { by: CAROL } }),
    isNew: false,
  },
  'auto-merge-failed': {
    before: aMergeRequest({ author: ALICE, autoMerge: { by: CAROL } }),
    after: aMergeRequest({ author: ALICE, autoMerge: null }),
    isNew: false,
  },
  'merge-request-merged': {
    before: aMergeRequest(),
    after: aMergeRequest({ state: 'merged', mergedBy: CAROL }),
    isNew: false,
  },
  'merge-request-closed': {
    before: aMergeRequest(),
    after: aMergeRequest({ state: 'closed', closedBy: CAROL }),
    isNew: false,
  },
};
