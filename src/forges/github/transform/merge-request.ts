import type { Person } from '../../../domain/forge.js';
import type {
  AutoMerge,
  MergeRequest,
  MergeRequestState,
  Review,
} from '../../../domain/subjects/merge-request.js';
import type { Mergeability } from '../../../domain/subjects/mergeability.js';
import { extractMentions } from '../../mentions.js';
import type { Touched } from '../../touched-files.js';
import type { GithubPull } from '../schema.js';
import { GHOST, toPerson, toPersonOrNull } from './person.js';

/** What the list does not tell of a pull request. */
export interface PullDetails extends Touched {
  readonly reviews: readonly Review[];
  readonly mergeability?: Mergeability | null;
  readonly mergedBy: Person | null;
  readonly closedBy: Person | null;
  /** It is in a merge queue. */
  readonly queued?: AutoMerge | null;
  readonly isSketch?: true;
}

export const NO_DETAILS: PullDetails = {
  reviews: [],
  mergeability: null,
  mergedBy: null,
  closedBy: null,
  isSketch: true,
};

export function toState(pull: Pick<GithubPull, 'state' | 'merged_at'>): MergeRequestState {
  if (pull.state === 'open') return 'open';
  return pull.merged_at ? 'merged' : 'closed';
}

export function toMergeRequest(pull: GithubPull, projectId: string, details: PullDetails): MergeRequest {
  const state = toState(pull);
  return {
    kind: 'merge-request',
    id: pull.id,
    projectId,
    number: String(pull.number),
    title: pull.title,
    author: pull.user === null ? GHOST : toPerson(pull.user),
    state,
    isDraft: pull.draft ?? false,
    sourceBranch: pull.head.ref,
    targetBranch: pull.base.ref,
    headSha: pull.head.sha,
    reviewers: (pull.requested_reviewers ?? []).map(toPerson),
    reviewerTeams: (pull.requested_teams ?? []).map((team) => team.slug),
    assignees: (pull.assignees ?? []).map(toPerson),
    reviews: details.reviews,
    mentions: extractMentions(pull.body ?? ''),
    labels: (pull.labels ?? []).map((label) => label.name),
    autoMerge: pull.auto_merge
      ? { by: toPersonOrNull(pull.auto_merge.enabled_by) }
      : (details.queued ?? null),
    mergeability: details.mergeability ?? null,
    ...(details.touched === undefined ? {} : { touched: details.touched }),
    ...(details.isSketch === true ? { isSketch: true as const } : {}),
    mergedBy: state === 'merged' ? details.mergedBy : null,
    closedBy: state === 'closed' ? details.closedBy : null,
    url: pull.html_url,
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
  };
}
