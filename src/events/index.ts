import type { SubjectKind } from '../domain/subject.js';
import { changesRequested } from './changes-requested.js';
import { commentAdded } from './comment-added.js';
import { commentMention } from './comment-mention.js';
import { commentReply } from './comment-reply.js';
import type { EventDefinition } from './define-event.js';
import { mergeRequestApproved } from './merge-request-approved.js';
import { mergeRequestAssigned } from './merge-request-assigned.js';
import { mergeRequestClosed } from './merge-request-closed.js';
import { mergeRequestMention } from './merge-request-mention.js';
import { mergeRequestMerged } from './merge-request-merged.js';
import { mergeRequestNewCommits } from './merge-request-new-commits.js';
import { mergeRequestOpened } from './merge-request-opened.js';
import { mergeRequestReady } from './merge-request-ready.js';
import { mergeRequestReopened } from './merge-request-reopened.js';
import { pipelineCanceled } from './pipeline-canceled.js';
import { pipelineFailed } from './pipeline-failed.js';
import { pipelineFixed } from './pipeline-fixed.js';
import { pipelineStarted } from './pipeline-started.js';
import { pipelineSucceeded } from './pipeline-succeeded.js';
import { pipelineWaiting } from './pipeline-waiting.js';
import { reviewRequestWithdrawn } from './review-request-withdrawn.js';
import { reviewRequested } from './review-requested.js';

/** One definition of any subject kind. */
export type AnyEventDefinition = { [K in SubjectKind]: EventDefinition<K> }[SubjectKind];

/** Everything that can happen, in the order in which happenings of one look are told. */
export const EVENTS: readonly AnyEventDefinition[] = [
  pipelineStarted,
  pipelineWaiting,
  pipelineFailed,
  pipelineFixed,
  pipelineSucceeded,
  pipelineCanceled,
  mergeRequestOpened,
  mergeRequestReopened,
  mergeRequestReady,
  reviewRequested,
  reviewRequestWithdrawn,
  mergeRequestAssigned,
  mergeRequestMention,
  mergeRequestNewCommits,
  mergeRequestApproved,
  changesRequested,
  mergeRequestMerged,
  mergeRequestClosed,
  commentMention,
  commentReply,
  commentAdded,
];
