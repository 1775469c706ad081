import { filesIn } from '../../core/history.js';
import { canReadCode } from '../state/access.js';
import {
  canApprove,
  canMerge,
  detailedMergeStatus,
  hasBlockingThreads,
  isApproved,
  mergeStatus,
} from '../state/mergeability.js';
import { isDraft } from '../state/merge-requests.js';
import type { DiffVersion, MergeRequest, User } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { basicPipeline, fullPipeline } from './pipeline.js';
import { projectUrl } from './project.js';
import { iso, isoOrNull } from './time.js';
import { basicUser, basicUserOrNull } from './user.js';

export function mergeRequestUrl(store: GitlabStore, mergeRequest: MergeRequest): string {
  return `${projectUrl(store, mergeRequest.project)}/-/merge_requests/${mergeRequest.iid}`;
}

/** `view=simple`. */
export function simpleMergeRequest(store: GitlabStore, mergeRequest: MergeRequest) {
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    project_id: mergeRequest.project.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    created_at: iso(mergeRequest.createdAt),
    updated_at: iso(mergeRequest.updatedAt),
    web_url: mergeRequestUrl(store, mergeRequest),
  };
}

/** A row of a list: no head pipeline, no reviewer states. One literal, because lists are made of it all the time. */
export function basicMergeRequest(store: GitlabStore, mergeRequest: MergeRequest) {
  const { iid, project, squash } = mergeRequest;
  const assignees = mergeRequest.assignees.map((user) => basicUser(store, user));
  const merger = basicUserOrNull(store, mergeRequest.mergedBy);
  const reference = `!${iid}`;
  const draft = isDraft(mergeRequest.title);
  const createdAt = iso(mergeRequest.createdAt);
  return {
    id: mergeRequest.id,
    iid,
    project_id: project.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    created_at: createdAt,
    updated_at: iso(mergeRequest.updatedAt),
    merged_by: merger,
    merge_user: merger ?? basicUserOrNull(store, mergeRequest.autoMergeBy),
    merged_at: isoOrNull(mergeRequest.mergedAt),
    closed_by: basicUserOrNull(store, mergeRequest.closedBy),
    closed_at: isoOrNull(mergeRequest.closedAt),
    target_branch: mergeRequest.targetBranch,
    source_branch: mergeRequest.sourceBranch,
    user_notes_count: mergeRequest.userNotesCount,
    upvotes: 0,
    downvotes: 0,
    author: basicUser(store, mergeRequest.author),
    assignees,
    assignee: assignees[0] ?? null,
    reviewers: mergeRequest.reviewers.map(({ user }) => basicUser(store, user)),
    source_project_id: project.id,
    target_project_id: project.id,
    labels: mergeRequest.labels,
    draft,
    imported: false,
    imported_from: 'none',
    work_in_progress: draft,
    milestone: null,
    merge_when_pipeline_succeeds: mergeRequest.autoMergeBy !== null,
    merge_status: mergeStatus(mergeRequest),
    detailed_merge_status: detailedMergeStatus(mergeRequest),
    merge_after: null,
    sha: mergeRequest.sha,
    merge_commit_sha: mergeRequest.mergeCommitSha,
    squash_commit_sha: null,
    discussion_locked: mergeRequest.isLocked || null,
    should_remove_source_branch: null,
    force_remove_source_branch: false,
    prepared_at: createdAt,
    reference,
    references: { short: reference, relative: reference, full: project.path + reference },
    web_url: mergeRequestUrl(store, mergeRequest),
    time_stats: NO_TIME,
    squash,
    squash_on_merge: squash,
    task_completion_status: NO_TASKS,
    has_conflicts: mergeRequest.hasConflicts,
    blocking_discussions_resolved: !hasBlockingThreads(mergeRequest),
    approvals_before_merge: null,
  };
}

const NO_TIME = {
  time_estimate: 0,
  total_time_spent: 0,
  human_time_estimate: null,
  human_total_time_spent: null,
};
const NO_TASKS = { count: 0, completed_count: 0 };

export function fullMergeRequest(store: GitlabStore, mergeRequest: MergeRequest, viewer: User | null) {
  const pipeline = canReadCode(mergeRequest.project, viewer) ? mergeRequest.headPipeline : null;
  return {
    ...basicMergeRequest(store, mergeRequest),
    subscribed: viewer !== null && takesPart(mergeRequest, viewer),
    changes_count: String(filesIn(mergeRequest.commits).length),
    latest_build_started_at: isoOrNull(pipeline?.startedAt ?? null),
    latest_build_finished_at: isoOrNull(pipeline?.finishedAt ?? null),
    first_deployed_to_production_at: null,
    pipeline: pipeline === null ? null : basicPipeline(store, pipeline),
    head_pipeline: pipeline === null ? null : fullPipeline(store, pipeline),
    diff_refs: {
      base_sha: mergeRequest.baseSha,
      head_sha: mergeRequest.sha,
      start_sha: mergeRequest.baseSha,
    },
    merge_error: null,
    first_contribution: false,
    user: { can_merge: viewer !== null && canMerge(mergeRequest, viewer) },
  };
}

export function approvalsOf(store: GitlabStore, mergeRequest: MergeRequest, viewer: User | null) {
  return {
    user_has_approved: mergeRequest.approvals.some(({ user }) => user === viewer),
    user_can_approve: viewer !== null && canApprove(mergeRequest, viewer),
    approved: isApproved(mergeRequest) && mergeRequest.approvals.length > 0,
    approved_by: mergeRequest.approvals.map(({ user, at }) => ({
      user: basicUser(store, user),
      approved_at: iso(at),
    })),
  };
}

export function reviewersOf(store: GitlabStore, mergeRequest: MergeRequest) {
  return mergeRequest.reviewers.map(({ user, state, createdAt }) => ({
    user: basicUser(store, user),
    state,
    created_at: iso(createdAt),
  }));
}

export function versionOf(mergeRequest: MergeRequest, version: DiffVersion) {
  return {
    id: version.id,
    head_commit_sha: version.headSha,
    base_commit_sha: version.baseSha,
    start_commit_sha: version.baseSha,
    created_at: iso(version.createdAt),
    merge_request_id: mergeRequest.id,
    state: 'collected',
    real_size: '1',
    patch_id_sha: version.headSha,
  };
}

function takesPart(mergeRequest: MergeRequest, user: User): boolean {
  return (
    user.authored.has(mergeRequest) || user.assigned.has(mergeRequest) || user.reviewing.has(mergeRequest)
  );
}
