import type { MergeabilityState } from '../../../domain/subjects/mergeability.js';
import type { RawDiffRefs, RawMergeRequest } from '../schema.js';

/** While these stand nothing is known. `not_open`: nothing is worked out any more. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'unchecked',
  'checking',
  'preparing',
  'approvals_syncing',
  'cannot_be_merged_recheck',
  'cannot_be_merged_rechecking',
  'not_open',
]);

/** `broken_status` is how servers before 16.9 spell it; `cannot_be_merged` is that of the field before 15.6. */
const CONFLICT: ReadonlySet<string> = new Set(['conflict', 'broken_status', 'cannot_be_merged']);

/** Or no branch any more. */
const NO_COMMITS = 'commits_status';

/**
 * `null`: the server does not know, or not yet. Before 15.6 it tells of conflicts only, so that nothing says that all
 * gates are open; a word that is not known here is a gate.
 */
export function mergeabilityOf(raw: RawMergeRequest & Partial<RawDiffRefs>): MergeabilityState | null {
  const status = raw.detailed_merge_status ?? raw.merge_status;
  const words = [raw.detailed_merge_status, raw.merge_status];
  if (status === null || words.some((word) => word !== null && UNKNOWN.has(word))) return null;
  // `has_conflicts` goes with all that cannot be merged.
  if (status === NO_COMMITS || raw.sha === '' || bringsNothing(raw)) return 'blocked';
  if (raw.has_conflicts === true || CONFLICT.has(status)) return 'conflict';
  return status === 'mergeable' ? 'mergeable' : 'blocked';
}

/** It brings nothing, as far as the server tells. */
export function bringsNothing({ diff_refs: refs = null }: Partial<RawDiffRefs>): boolean {
  return refs !== null && refs.base_sha === refs.head_sha;
}
