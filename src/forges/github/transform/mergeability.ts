import type { MergeabilityState } from '../../../domain/subjects/mergeability.js';
import type { GithubMergeability } from '../schema.js';

/** `has_hooks`: clean, on a server with hooks of its own. */
const MERGEABLE: ReadonlySet<string> = new Set(['clean', 'has_hooks']);

/** `null`: GitHub begins to work it out when it is asked, and answers so until it knows. */
export function mergeabilityOf(pull: GithubMergeability): MergeabilityState | null {
  const { mergeable, mergeable_state: state, draft } = pull;
  if (mergeable === false || state === 'dirty') return 'conflict';
  if (mergeable !== true || state === null || state === 'unknown') return null;
  return MERGEABLE.has(state) && draft !== true ? 'mergeable' : 'blocked';
}
