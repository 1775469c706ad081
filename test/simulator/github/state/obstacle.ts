import type { Account } from './account.js';
import { overallAt } from './check.js';
import type { PullRequest } from './pull-request.js';
import { type Repository, hasRole } from './repository.js';
import type { Verdict } from './review.js';

/** What stands between a pull request and its merge, in GitHub's words. */
export interface Obstacle {
  readonly state: 'dirty' | 'behind' | 'blocked';
  readonly words: string;
}

export type ReviewDecision = 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED';

export function obstacleOf(repository: Repository, pull: PullRequest): Obstacle | null {
  if (pull.isConflicting) return { state: 'dirty', words: 'Pull Request is not mergeable' };
  if (pull.isBlocked) return { state: 'blocked', words: 'Pull Request is not mergeable' };
  const { approvals, needsChecks, needsUpToDate } = repository.rules;
  const decision = reviewDecisionOf(repository, pull);
  if (decision === 'CHANGES_REQUESTED') {
    return { state: 'blocked', words: 'Changes have been requested by a reviewer with write access.' };
  }
  if (decision === 'REVIEW_REQUIRED') {
    const words = `At least ${approvals} approving review is required by reviewers with write access.`;
    return { state: 'blocked', words };
  }
  const checks = overallAt(repository, pull.headSha);
  if (needsChecks && checks !== 'SUCCESS') {
    const standing = checks === 'FAILURE' ? 'failing' : 'expected';
    return { state: 'blocked', words: `Required status check "build" is ${standing}.` };
  }
  const isBehind = repository.branches.get(pull.baseRef) !== pull.baseSha;
  if (needsUpToDate && isBehind) return { state: 'behind', words: 'Head branch is out of date' };
  return null;
}

/** `null`: no reviews are asked for. */
export function reviewDecisionOf(repository: Repository, pull: PullRequest): ReviewDecision | null {
  const { approvals } = repository.rules;
  if (approvals === 0) return null;
  const last = new Map<Account, Verdict | 'DISMISSED'>();
  for (const { author, verdict } of pull.reviews) {
    if (verdict !== 'COMMENTED' && hasRole(repository, author, 'write')) last.set(author, verdict);
  }
  const verdicts = [...last.values()];
  if (verdicts.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  return verdicts.filter((one) => one === 'APPROVED').length < approvals ? 'REVIEW_REQUIRED' : 'APPROVED';
}
