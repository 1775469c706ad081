import { countOf, type Turn, turnsBetween } from '../../domain/subjects/mergeability.js';
import type { Change, Occurrence } from '../define-event.js';

/**
 * From one known state to another while it is open; that it became known at all is no change. An account that looks
 * later has to find the same occasion, and the next of its kind may come before the merge request itself moves: so it is
 * named by that move, and from the second on by its number since.
 */
export function mergeabilityChange(
  { before, after }: Change<'merge-request'>,
  turn: Turn,
): readonly Occurrence[] {
  const from = before?.mergeability?.state;
  const to = after.mergeability;
  if (after.state !== 'open' || from === undefined || !to) return [];
  if (!turnsBetween(from, to.state).includes(turn)) return [];
  const count = countOf(turn, to, after.updatedAt);
  const occasion = count === 1 ? after.updatedAt : `${after.updatedAt}#${count}`;
  return [{ occasion, actor: null, at: to.since }];
}
