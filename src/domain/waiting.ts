import { isSamePerson, type Person } from './forge.js';
import type { Issue } from './subjects/issue.js';
import type { MergeRequest } from './subjects/merge-request.js';
import { isHeldUp, partInPipeline, type Pipeline } from './subjects/pipeline.js';

/** What something wants of somebody, the most pressing first. */
export const WAITS = [
  'broken',
  'conflict',
  'changes',
  'ready',
  'approved',
  'review',
  'review-again',
  'team-review',
  'decision',
  'manual-job',
  'due-soon',
  'assigned',
] as const;
export type Wait = (typeof WAITS)[number];

/** A merge request and the newest pipeline of its source branch, as an account last saw them. */
export interface MergeRequestLook {
  readonly mergeRequest: MergeRequest;
  readonly pipeline: Pipeline | null;
}

/**
 * What it waits for from this person; `null`: for nothing, or for somebody else. `teams`: those of its project's owner to
 * which the person belongs, by slug.
 */
export function waitOf(
  { mergeRequest, pipeline }: MergeRequestLook,
  viewer: Person,
  teams: readonly string[] = [],
): Wait | null {
  if (mergeRequest.state !== 'open') return null;
  return (
    answerOwed(mergeRequest, pipeline, viewer) ??
    reviewOwed(mergeRequest, viewer) ??
    teamReviewOwed(mergeRequest, viewer, teams)
  );
}

/** What its author, or who it is assigned to, has to do. */
function answerOwed(mergeRequest: MergeRequest, pipeline: Pipeline | null, viewer: Person): Wait | null {
  if (!isMine(mergeRequest, viewer)) return null;
  if (pipeline?.status === 'failed') return 'broken';
  if (mergeRequest.mergeability?.state === 'conflict') return 'conflict';
  const verdicts = mergeRequest.reviews.map(({ state }) => state);
  if (verdicts.includes('changes-requested')) return 'changes';
  const merge = verdicts.includes('approved') ? mergeOwed(mergeRequest) : null;
  return merge ?? (isSamePerson(mergeRequest.author, viewer) ? null : 'assigned');
}

/** `approved`: whether it can be merged is not known. */
function mergeOwed({ isDraft, mergeability }: MergeRequest): Wait | null {
  if (isDraft || mergeability?.state === 'blocked') return null;
  return mergeability?.state === 'mergeable' ? 'ready' : 'approved';
}

/** GitHub takes a team off the list once somebody of it has given a review. */
function teamReviewOwed(
  { author, isDraft, reviewerTeams, reviews }: MergeRequest,
  viewer: Person,
  teams: readonly string[],
): Wait | null {
  if (isDraft || isSamePerson(author, viewer)) return null;
  const hasAnswered = reviews.some(({ person }) => isSamePerson(person, viewer));
  const isAsked = (reviewerTeams ?? []).some((slug) => teams.includes(slug.toLowerCase()));
  return isAsked && !hasAnswered ? 'team-review' : null;
}

/** A draft is nobody's to review yet; a verdict on an older head has to be given again. */
function reviewOwed({ reviewers, reviews, isDraft, headSha }: MergeRequest, viewer: Person): Wait | null {
  if (isDraft || !reviewers.some((one) => isSamePerson(one, viewer))) return null;
  const verdict = reviews.find(({ person, state }) => isSamePerson(person, viewer) && state !== 'commented');
  if (verdict === undefined) return 'review';
  return verdict.sha === null || verdict.sha === headSha ? null : 'review-again';
}

/** A manual job waits for whoever started its pipeline, and for the one for whose merge request it runs. */
export function waitOfPipeline(pipeline: Pipeline, viewer: Person): Wait | null {
  const part = partInPipeline(pipeline, viewer);
  if (part === null || part === 'unclaimed' || !isHeldUp(pipeline)) return null;
  const { waitingJobs = [], waitingChildren = [] } = pipeline;
  const isForSomebody = waitingChildren.length > 0 || waitingJobs.some(({ isDelayed }) => !isDelayed);
  return isForSomebody ? 'manual-job' : null;
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
