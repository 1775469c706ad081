import { commitsBetween } from '../../core/history.js';
import { accessLevel, DEVELOPER, PLANNER } from './access.js';
import { isDraft } from './merge-requests.js';
import type { MergeRequest, User } from './model.js';
import { isResolvable } from './notes.js';

/** `detailed_merge_status`: the first thing that stands in the way. */
export function detailedMergeStatus(mergeRequest: MergeRequest): string {
  if (mergeRequest.state !== 'opened') return 'not_open';
  if (mergeRequest.forcedMergeStatus !== null) return mergeRequest.forcedMergeStatus;
  const { settings } = mergeRequest.project;
  if (isDraft(mergeRequest.title)) return 'draft_status';
  if (mergeRequest.hasConflicts) return 'conflict';
  if (mergeRequest.isBehind) return 'need_rebase';
  if (settings.pipelineMustSucceed && mergeRequest.headPipeline?.status !== 'success') {
    return isUnderWay(mergeRequest) ? 'ci_still_running' : 'ci_must_pass';
  }
  if (hasBlockingThreads(mergeRequest)) return 'discussions_not_resolved';
  if (mergeRequest.reviewers.some(({ state }) => state === 'requested_changes')) return 'requested_changes';
  return isApproved(mergeRequest) ? 'mergeable' : 'not_approved';
}

export function hasBlockingThreads({ project, notes }: MergeRequest): boolean {
  if (!project.settings.threadsMustBeResolved) return false;
  return notes.some((note) => isResolvable(note) && note.resolvedAt === null);
}

/** Commits of the target branch that the source branch lacks. */
export function divergedCommits({ project, targetBranch, sha, isBehind }: MergeRequest): number {
  const target = project.branches.get(targetBranch)?.sha ?? '';
  return Math.max(isBehind ? 1 : 0, commitsBetween(project.commits, sha, target).length);
}

/** The deprecated spelling, which knows conflicts only. */
export function mergeStatus(mergeRequest: MergeRequest): string {
  const forced = mergeRequest.forcedMergeStatus;
  if (forced === 'unchecked' || forced === 'checking') return forced;
  return mergeRequest.hasConflicts ? 'cannot_be_merged' : 'can_be_merged';
}

export function isApproved(mergeRequest: MergeRequest): boolean {
  return mergeRequest.approvals.length >= mergeRequest.project.settings.approvalsRequired;
}

/**
 * Whether approvals of this person are their own matter at all, to give and to take back. Below the developer it takes
 * an approval rule: https://docs.gitlab.com/user/project/merge_requests/approvals/rules/#eligible-approvers
 */
export function hasVote({ project }: MergeRequest, user: User): boolean {
  const level = accessLevel(project, user);
  return level >= DEVELOPER || (level >= PLANNER && project.settings.approvers.includes(user.username));
}

export function canApprove(mergeRequest: MergeRequest, user: User): boolean {
  if (mergeRequest.state !== 'opened') return false;
  if (!hasVote(mergeRequest, user)) return false;
  if (mergeRequest.approvals.some((approval) => approval.user === user)) return false;
  return user !== mergeRequest.author || mergeRequest.project.settings.authorMayApprove;
}

export function canMerge(mergeRequest: MergeRequest, user: User): boolean {
  return accessLevel(mergeRequest.project, user) >= mergeRequest.project.settings.mergeAccessLevel;
}

/** The head's pipeline has not ended: the merge may be left to its success. */
export function isUnderWay(mergeRequest: MergeRequest): boolean {
  const pipeline = mergeRequest.headPipeline;
  return pipeline !== null && ['created', 'pending', 'running'].includes(pipeline.status);
}
