/**
 * `blocked`: no conflict, but a gate of the project is, or may be, still closed: draft, approvals, pipeline, threads.
 */
export type MergeabilityState = 'mergeable' | 'conflict' | 'blocked';

export interface Mergeability {
  readonly state: MergeabilityState;
  /** When it was first seen so, by the forge's clock: a change of it moves no `updatedAt`. */
  readonly since: string;
}

/**
 * Forges work it out anew after every push, also to the target branch, and do not know it meanwhile (`null`). What was
 * known last stands until they know better, so that a moment of not knowing is no change.
 */
export function settleMergeability(
  before: Mergeability | null,
  seen: MergeabilityState | null,
  at: string,
): Mergeability | null {
  return seen === null || seen === before?.state ? before : { state: seen, since: at };
}
