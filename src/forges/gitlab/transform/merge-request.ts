import type { MergeRequest, MergeRequestState, Review } from '../../../domain/subjects/merge-request.js';
import type { Mergeability } from '../../../domain/subjects/mergeability.js';
import { extractMentions } from '../../mentions.js';
import type { Touched } from '../../touched-files.js';
import type { RawMergeRequest } from '../schema.js';
import { GHOST } from './person.js';

const STATES: ReadonlyMap<string, MergeRequestState> = new Map(
  Object.entries({
    opened: 'open',
    // Being merged right now.
    locked: 'open',
    merged: 'merged',
    closed: 'closed',
  } as const),
);

/** What takes more than the row to know. */
export interface Standing extends Touched, Pick<MergeRequest, 'pendingReviewers' | 'mayHideVerdicts'> {
  readonly reviews: readonly Review[];
  readonly mergeability: Mergeability | null;
}

export const NOTHING_KNOWN: Standing = { reviews: [], mergeability: null };

export function toMergeRequest(
  raw: RawMergeRequest,
  { reviews, pendingReviewers, mayHideVerdicts, mergeability, touched }: Standing,
): MergeRequest {
  const state = stateOf(raw);
  return {
    kind: 'merge-request',
    id: raw.id,
    projectId: raw.project_id,
    number: raw.iid,
    title: raw.title,
    author: raw.author ?? GHOST,
    state,
    isDraft: raw.draft ?? raw.work_in_progress ?? false,
    sourceBranch: raw.source_branch,
    targetBranch: raw.target_branch,
    headSha: raw.sha,
    reviewers: raw.reviewers,
    ...(pendingReviewers === undefined ? {} : { pendingReviewers }),
    reviewerTeams: null,
    assignees: assigneesOf(raw),
    reviews,
    ...(mayHideVerdicts === true ? { mayHideVerdicts } : {}),
    mentions: extractMentions(raw.description),
    labels: raw.labels,
    mergeability,
    autoMerge: raw.merge_when_pipeline_succeeds === true ? { by: raw.merge_user } : null,
    ...(touched === undefined ? {} : { touched }),
    // While it is open, `merge_user` is who asked for it to be merged once its pipeline succeeds.
    mergedBy: state === 'merged' ? (raw.merge_user ?? raw.merged_by) : null,
    closedBy: state === 'closed' ? raw.closed_by : null,
    url: raw.web_url,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  };
}

export function stateOf(raw: Pick<RawMergeRequest, 'state'>): MergeRequestState {
  return STATES.get(raw.state) ?? 'open';
}

/** Servers before multiple assignees name one. */
function assigneesOf(raw: RawMergeRequest): MergeRequest['assignees'] {
  if (raw.assignees.length > 0 || raw.assignee === null) return raw.assignees;
  return [raw.assignee];
}
