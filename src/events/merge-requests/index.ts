import type { EventDefinition } from '../define-event.js';
import { approvalWithdrawn } from './approval-withdrawn.js';
import { autoMergeFailed } from './auto-merge-failed.js';
import { autoMergeSet } from './auto-merge-set.js';
import { changesRequested } from './changes-requested.js';
import { conflictAppeared } from './conflict-appeared.js';
import { conflictResolved } from './conflict-resolved.js';
import { mergeRequestApproved } from './merge-request-approved.js';
import { mergeRequestAssigned } from './merge-request-assigned.js';
import { mergeRequestClosed } from './merge-request-closed.js';
import { mergeRequestLabeled } from './merge-request-labeled.js';
import { mergeRequestMention } from './merge-request-mention.js';
import { mergeRequestMerged } from './merge-request-merged.js';
import { mergeRequestNewCommits } from './merge-request-new-commits.js';
import { mergeRequestOpened } from './merge-request-opened.js';
import { mergeRequestReady } from './merge-request-ready.js';
import { mergeRequestReopened } from './merge-request-reopened.js';
import { mergeRequestUnassigned } from './merge-request-unassigned.js';
import { readyToMerge } from './ready-to-merge.js';
import { reviewRequestWithdrawn } from './review-request-withdrawn.js';
import { reviewRequested } from './review-requested.js';
import { targetBranchChanged } from './target-branch-changed.js';

export const MERGE_REQUEST_EVENTS: readonly EventDefinition<'merge-request'>[] = [
  mergeRequestOpened,
  mergeRequestReopened,
  mergeRequestReady,
  reviewRequested,
  reviewRequestWithdrawn,
  mergeRequestAssigned,
  mergeRequestUnassigned,
  mergeRequestMention,
  mergeRequestNewCommits,
  targetBranchChanged,
  mergeRequestLabeled,
  mergeRequestApproved,
  approvalWithdrawn,
  changesRequested,
  conflictAppeared,
  conflictResolved,
  readyToMerge,
  autoMergeSet,
  autoMergeFailed,
  mergeRequestMerged,
  mergeRequestClosed,
];
