import { MergeRequests } from '@gitbeaker/rest';
import type { MergeRequestLook } from '../../../domain/actions/look.js';
import { settleMergeability } from '../../../domain/subjects/mergeability.js';
import { readApprovals, readReviewers } from '../feeds/merge-request-details.js';
import { parseReply } from '../parse.js';
import type { RawApprovals, RawReviewer } from '../schema.js';
import {
  mergeRequestDetailSchema,
  type RawMergeRequestDetail,
  type RawProjectRules,
} from '../schema/acting.js';
import { mergeabilityOf } from '../transform/mergeability.js';
import { toMergeRequest } from '../transform/merge-request.js';
import { toReviews } from '../transform/reviews.js';
import { toNumber, type Acting } from './acting.js';
import { canAutoMerge, gateOf, isBehind, methodsOf, ownPipelinesOf, pipelineStatusOf } from './merge-gate.js';
import { readMyId, readRole, readRules } from './role.js';

export async function readMergeRequest(
  { client, project }: Acting,
  number: string,
): Promise<RawMergeRequestDetail> {
  const { body } = await client.ask(MergeRequests, (requests) =>
    requests.show(project.id, toNumber(number), { includeDivergedCommitsCount: true }),
  );
  return parseReply(mergeRequestDetailSchema, body);
}

/** Three or four requests, and one more where somebody asked for changes. */
export async function lookAtMergeRequest(acting: Acting, number: string): Promise<MergeRequestLook> {
  const [rules, raw] = await Promise.all([readRules(acting), readMergeRequest(acting, number)]);
  const [role, approvals, reviewers] = await Promise.all([
    readRole(acting, rules),
    readApprovals(acting, raw),
    raw.reviewers.length === 0 ? [] : readReviewers(acting, raw),
  ]);
  const at = acting.client.serverTime()?.toISOString() ?? raw.updated_at;
  const mergeability = settleMergeability(null, { seen: mergeabilityOf(raw), at, updatedAt: raw.updated_at });
  const reviews = toReviews({ approvals, reviewers }, []);
  const mergesByTrain = rules.merge_trains_enabled === true;
  return {
    kind: 'merge-request',
    role,
    isArchived: rules.archived === true,
    mergeRequest: toMergeRequest(raw, { reviews, mergeability }),
    gate: gateOf(raw),
    isBehind: isBehind(raw),
    mergeMethods: methodsOf(rules, raw),
    deletesBranch: deletesBranch(rules, raw),
    branchChoice: !mergesByTrain && isOurs(rules, raw) ? 'merge-and-auto-merge' : 'none',
    mergesByTrain,
    canAutoMerge: canAutoMerge(raw, mergesByTrain),
    mayMerge: raw.user?.can_merge ?? null,
    mayApprove: approvals?.user_can_approve ?? null,
    // Who could approve it can take that back; a reporter may have been let by an approval rule.
    withdrawnFrom: 'read',
    // Reporters see to issues only: https://docs.gitlab.com/user/permissions/#merge-requests
    editedFrom: 'write',
    objectsAsReviewer: true,
    myVerdict: await readMyVerdict(acting, approvals, reviewers),
    pipelineStatus: pipelineStatusOf(raw),
    ownPipelines: ownPipelinesOf(raw),
    size: sizeOf(raw),
  };
}

/** What was chosen for this merge request, else what the project does. A train cannot be told. */
function deletesBranch(rules: RawProjectRules, raw: RawMergeRequestDetail): boolean {
  const chosen = raw.should_remove_source_branch ?? raw.force_remove_source_branch;
  if (rules.merge_trains_enabled === true) return chosen === true;
  return (chosen ?? rules.remove_source_branch_after_merge) === true;
}

/** Not a fork's branch, nor the one that all starts from, which GitLab keeps. */
function isOurs({ default_branch }: RawProjectRules, raw: RawMergeRequestDetail): boolean {
  const { source_project_id: source, target_project_id: target, source_branch } = raw;
  return typeof source === 'string' && source === target && source_branch !== default_branch;
}

/** GitLab tells whose token it is about approvals only; for a request for changes one has to ask who that is. */
async function readMyVerdict(
  acting: Acting,
  approvals: RawApprovals | null,
  reviewers: readonly RawReviewer[] | null,
): Promise<MergeRequestLook['myVerdict']> {
  const verdict = approvals?.user_has_approved === true ? 'approved' : null;
  const objectors = toReviews({ approvals: null, reviewers }, []);
  if (objectors.length === 0) return verdict;
  const me = await readMyId(acting);
  return objectors.some(({ person }) => person.id === me) ? 'changes-requested' : verdict;
}

/** `12`, or `1000+`; lines are not counted. */
function sizeOf({ changes_count }: RawMergeRequestDetail): MergeRequestLook['size'] {
  const files = /^\d{1,9}/.exec(changes_count ?? '')?.[0];
  return files === undefined ? null : { files: Number(files), additions: null, deletions: null };
}
