import { isSamePerson, type Person } from '../../domain/forge.js';
import type { Issue } from '../../domain/subjects/issue.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import type { Occurrence } from '../define-event.js';

/** What merge requests and issues have in common. */
type Endable = Pick<MergeRequest | Issue, 'updatedAt' | 'closedBy'> & {
  readonly state: string;
  readonly mergedBy?: Person | null;
};

interface LostPart {
  readonly viewer: Person;
  /** Who did it, as far as is known. */
  readonly actor: Person | null;
}

/**
 * The viewer has no part any more in what was still to be done. That it ended in the same look hides nothing: what is
 * opened again without them would never be told to them.
 */
export function lostPart(
  { before, after }: { readonly before: Endable; readonly after: Endable },
  { viewer, actor }: LostPart,
): readonly Occurrence[] {
  if (before.state !== 'open' && after.state !== 'open') return [];
  const endedBy = after.state === 'open' ? null : (after.mergedBy ?? after.closedBy);
  const presumed = isSamePerson(endedBy, viewer) ? endedBy : actor;
  return [{ occasion: `${viewer.id}@${after.updatedAt}`, actor: presumed, at: after.updatedAt }];
}
