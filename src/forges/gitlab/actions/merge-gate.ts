import type { MergeGate, MergeMethod, MergeRequestLook } from '../../../domain/actions/look.js';
import type { PipelineStatus } from '../../../domain/subjects/pipeline.js';
import type { RawMergeRequestDetail, RawProjectRules } from '../schema/acting.js';
import { toPipelineStatus } from '../transform/pipeline.js';
import { bringsNothing } from '../transform/mergeability.js';
import { stateOf } from '../transform/merge-request.js';

/** https://docs.gitlab.com/api/merge_requests/#merge-status; what is not here is some other gate. */
const GATES: ReadonlyMap<string, MergeGate> = new Map(
  Object.entries({
    mergeable: 'open',
    draft_status: 'draft',
    conflict: 'conflict',
    broken_status: 'conflict',
    need_rebase: 'behind',
    ci_still_running: 'checks-pending',
    not_approved: 'needs-approval',
    requested_changes: 'needs-approval',
    code_owners_approval: 'needs-approval',
    discussions_not_resolved: 'threads-open',
    unchecked: 'unknown',
    checking: 'unknown',
    preparing: 'unknown',
    approvals_syncing: 'unknown',
  } as const),
);

const UNDER_WAY: ReadonlySet<PipelineStatus> = new Set(['pending', 'running']);

/** Gates that open without anybody touching the branch. */
const OPENING: ReadonlySet<MergeGate> = new Set(['open', 'checks-pending', 'needs-approval', 'threads-open']);

export function gateOf(raw: RawMergeRequestDetail): MergeGate {
  if (stateOf(raw) !== 'open') return 'blocked';
  const status = raw.detailed_merge_status;
  if (raw.has_conflicts === true && !bringsNothing(raw)) return 'conflict';
  if (status === null) return gateOfOldServer(raw);
  // "The pipeline must succeed" is said also while it has not ended, and where there is none.
  if (status === 'ci_must_pass') return isUnderWay(raw) ? 'checks-pending' : 'checks-failed';
  return GATES.get(status) ?? 'blocked';
}

export function isBehind(raw: RawMergeRequestDetail): boolean | null {
  const { diverged_commits_count: lacking } = raw;
  if (gateOf(raw) === 'behind') return true;
  return lacking === null ? null : lacking > 0;
}

/** Before 15.6 it tells of conflicts only; whether all else is open, the merge itself tells. */
function gateOfOldServer(raw: RawMergeRequestDetail): MergeGate {
  if (raw.draft === true || raw.work_in_progress === true) return 'draft';
  if (raw.merge_status === 'can_be_merged') return 'open';
  return raw.merge_status === 'cannot_be_merged' ? 'conflict' : 'unknown';
}

export function pipelineStatusOf({ head_pipeline, pipeline }: RawMergeRequestDetail): PipelineStatus | null {
  const status = (head_pipeline ?? pipeline)?.status;
  return status === undefined ? null : toPipelineStatus(status);
}

/**
 * As GitLab's own page offers it: where none ran yet, or the newest is one of the merge request.
 * https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/
 */
export function ownPipelinesOf(raw: RawMergeRequestDetail): MergeRequestLook['ownPipelines'] {
  const source = (raw.head_pipeline ?? raw.pipeline)?.source ?? OF_MERGE_REQUEST;
  if (source !== OF_MERGE_REQUEST) return 'none';
  return raw.source_project_id === raw.target_project_id ? 'here' : 'from-fork';
}

const OF_MERGE_REQUEST = 'merge_request_event';

/**
 * All servers take it while the head's pipeline is under way; that newer ones also wait for approvals without one is
 * nothing that they tell.
 */
export function canAutoMerge(raw: RawMergeRequestDetail, isByTrain: boolean): boolean {
  const gate = gateOf(raw);
  const isReady = (isByTrain && gate === 'open') || (isUnderWay(raw) && OPENING.has(gate));
  return stateOf(raw) === 'open' && isReady;
}

/**
 * How the project merges (with or without a merge commit) is its own choice, and is `merge`; whether commits are
 * squashed may be left to who merges. https://docs.gitlab.com/user/project/merge_requests/squash_and_merge/
 */
export function methodsOf(
  { squash_option }: Pick<RawProjectRules, 'squash_option'>,
  { squash, squash_on_merge }: Pick<RawMergeRequestDetail, 'squash' | 'squash_on_merge'>,
): readonly MergeMethod[] {
  if (squash_option === 'always') return ['squash'];
  if (squash_option === 'never') return ['merge'];
  const squashes = (squash_on_merge ?? squash) === true || squash_option === 'default_on';
  return squashes ? ['squash', 'merge'] : ['merge', 'squash'];
}

function isUnderWay(raw: RawMergeRequestDetail): boolean {
  const status = pipelineStatusOf(raw);
  return status !== null && UNDER_WAY.has(status);
}
