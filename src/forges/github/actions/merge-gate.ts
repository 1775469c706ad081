import type { MergeGate } from '../../../domain/actions/look.js';
import type { PipelineStatus } from '../../../domain/subjects/pipeline.js';
import type { WholePull } from './schema.js';

/** GitHub's own sum of the reviews. `null`: it asks for none, or does not say. */
export type ReviewDecision = 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null;

/** `unstable`: checks failed or run that are not required. `has_hooks`: clean, on a server with hooks of its own. */
const GATES: Readonly<Record<string, MergeGate>> = {
  clean: 'open',
  unstable: 'open',
  has_hooks: 'open',
  dirty: 'conflict',
  behind: 'behind',
  blocked: 'blocked',
  draft: 'draft',
};

type Judged = Pick<WholePull, 'state' | 'draft' | 'mergeable' | 'mergeable_state'>;

/** What `mergeable_state` says, which names no reason where it says `blocked`: see `reasonOfBlock`. */
export function gateOf({ state, draft, mergeable, mergeable_state: merge }: Judged): MergeGate {
  if (state === 'closed') return 'blocked';
  if (draft === true) return 'draft';
  if (mergeable === false) return 'conflict';
  return GATES[merge ?? ''] ?? 'unknown';
}

/** Why it is blocked, as far as that can be told: what a person can give comes before what only time brings. */
export function reasonOfBlock(decision: ReviewDecision, pipeline: PipelineStatus | null): MergeGate {
  if (decision === 'REVIEW_REQUIRED' || decision === 'CHANGES_REQUESTED') return 'needs-approval';
  if (pipeline === 'failed' || pipeline === 'canceled') return 'checks-failed';
  if (pipeline === 'pending' || pipeline === 'running' || pipeline === 'waiting') return 'checks-pending';
  return 'blocked';
}
