import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { type Mergeability, settleMergeability } from '../../../../src/domain/subjects/mergeability.js';
import { aMergeRequest, at } from '../../../support/builders.js';

export const MINE_TO_MERGE = aMergeRequest({
  autoMerge: null,
  pendingReviewers: [],
  mergeability: { state: 'blocked', since: at(0) },
});

/** As the feeds of both forges yield it, a look a second: what is not known now stands as it was known last. */
export function asFeedsSettle(looks: readonly MergeRequest[], doubtMs = 0): readonly MergeRequest[] {
  let known: Mergeability | null = null;
  return looks.map((look, index) => {
    const { updatedAt, mergeability = null } = look;
    known = settleMergeability(known, {
      seen: mergeability?.state ?? null,
      at: at(index),
      updatedAt,
      doubtMs,
    });
    return { ...look, mergeability: known };
  });
}
