import type { MergeRequest } from './subjects/merge-request.js';
import type { MergeRequestLook } from './waiting.js';

/** What keeps a merge request from being merged, the most pressing first. */
export const BLOCKS = [
  'broken',
  'conflict',
  'changes',
  'gate',
  'review',
  'draft',
  'checks',
  'ready',
] as const;
export type Block = (typeof BLOCKS)[number];

/** `ready`: nothing that is known. */
export function blockOf({ mergeRequest, pipeline }: MergeRequestLook): Block {
  const { mergeability, reviews, isDraft } = mergeRequest;
  const verdicts = reviews.map(({ state }) => state);
  if (pipeline?.status === 'failed') return 'broken';
  if (mergeability?.state === 'conflict') return 'conflict';
  if (verdicts.includes('changes-requested')) return 'changes';
  if (isDraft) return 'draft';
  if (isReviewAsked(mergeRequest) && !verdicts.includes('approved')) return 'review';
  if (pipeline?.status === 'pending' || pipeline?.status === 'running') return 'checks';
  return mergeability?.state === 'blocked' ? 'gate' : 'ready';
}

function isReviewAsked({ reviewers, reviewerTeams }: MergeRequest): boolean {
  return reviewers.length + (reviewerTeams ?? []).length > 0;
}
