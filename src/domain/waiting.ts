import { isSamePerson, type Person } from './forge.js';
import type { Issue } from './subjects/issue.js';
import type { MergeRequest } from './subjects/merge-request.js';
import type { Pipeline } from './subjects/pipeline.js';

/** What something wants of somebody, the most pressing first. */
export const WAITS = [
  'broken',
  'changes',
  'review',
  'review-again',
  'ready',
  'due-soon',
  'assigned',
] as const;
export type Wait = (typeof WAITS)[number];

/** A merge request and the newest pipeline of its source branch, as an account last saw them. */
export interface MergeRequestLook {
  readonly mergeRequest: MergeRequest;
  readonly pipeline: Pipeline | null;
}

/** What it waits for from this person; `null`: for nothing, or for somebody else. */
export function waitOf({ mergeRequest, pipeline }: MergeRequestLook, viewer: Person): Wait | null {
  if (mergeRequest.state !== 'open') return null;
  return answerOwed(mergeRequest, pipeline, viewer) ?? reviewOwed(mergeRequest, viewer);
}

/** What its author, or who it is assigned to, has to do. */
function answerOwed(mergeRequest: MergeRequest, pipeline: Pipeline | null, viewer: Person): Wait | null {
  const isAuthor = isSamePerson(mergeRequest.author, viewer);
  const isAssignee = mergeRequest.assignees.some((one) => isSamePerson(one, viewer));
  if (!isAuthor && !isAssignee) return null;
  const verdicts = mergeRequest.reviews.map(({ state }) => state);
  if (pipeline?.status === 'failed') return 'broken';
  if (verdicts.includes('changes-requested')) return 'changes';
  if (verdicts.includes('approved') && !mergeRequest.isDraft) return 'ready';
  return isAuthor ? null : 'assigned';
}

/** A draft is nobody's to review yet; a verdict on an older head has to be given again. */
function reviewOwed({ reviewers, reviews, isDraft, headSha }: MergeRequest, viewer: Person): Wait | null {
  if (isDraft || !reviewers.some((one) => isSamePerson(one, viewer))) return null;
  const verdict = reviews.find(({ person, state }) => isSamePerson(person, viewer) && state !== 'commented');
  if (verdict === undefined) return 'review';
  return verdict.sha === null || verdict.sha === headSha ? null : 'review-again';
}

/** An open issue waits for those whom it is assigned to. */
export function waitOfIssue({ state, assignees, isDueSoon }: Issue, viewer: Person): Wait | null {
  if (state !== 'open' || !assignees.some((one) => isSamePerson(one, viewer))) return null;
  return isDueSoon ? 'due-soon' : 'assigned';
}

/** The viewer wrote it, or has to see to it. */
export function isMine({ author, assignees }: MergeRequest, viewer: Person): boolean {
  return [author, ...assignees].some((one) => isSamePerson(one, viewer));
}

/** The viewer is asked for a review, or gave one. */
export function isMyReview({ reviewers, reviews }: MergeRequest, viewer: Person): boolean {
  return [...reviewers, ...reviews.map(({ person }) => person)].some((one) => isSamePerson(one, viewer));
}
