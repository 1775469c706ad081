import type { MergeabilityState } from '../../domain/subjects/mergeability.js';
import type { Change, Occurrence } from '../define-event.js';

/**
 * From one known state to another while it is open; that it became known at all is no change. Told once until the merge
 * request itself moves: an account that looks later has to find the same occasion.
 */
export function mergeabilityChange(
  { before, after }: Change<'merge-request'>,
  isTold: (from: MergeabilityState, to: MergeabilityState) => boolean,
): readonly Occurrence[] {
  const from = before?.mergeability?.state;
  const to = after.mergeability;
  if (after.state !== 'open' || from === undefined || !to || from === to.state) return [];
  if (!isTold(from, to.state)) return [];
  return [{ occasion: after.updatedAt, actor: null, at: to.since }];
}
