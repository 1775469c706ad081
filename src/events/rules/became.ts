import type { Person } from '../../domain/forge.js';
import type { MergeRequest, MergeRequestState } from '../../domain/subjects/merge-request.js';
import type { Change, Occurrence } from '../define-event.js';

/** The merge request came into `state`; one that was opened after the baseline may already be there at first sight. */
export function became(
  state: MergeRequestState,
  { before, after, isNew }: Change<'merge-request'>,
  actorOf: (after: MergeRequest) => Person | null,
): readonly Occurrence[] {
  if (after.state !== state) return [];
  if (before === null ? !isNew : before.state === state) return [];
  return [{ occasion: after.updatedAt, actor: actorOf(after), at: after.updatedAt }];
}
