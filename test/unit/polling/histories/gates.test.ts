import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { type MergeabilityState, turnsBetween } from '../../../../src/domain/subjects/mergeability.js';
import { asFeedsSettle, MINE_TO_MERGE } from './gates.js';
import { anyHistory, type History, stories } from './history.js';
import { GATE_STEPS } from './steps.js';
import { tell, typesOf } from './tell.js';

const GATES: History<MergeRequest> = {
  of: 'the gates of a merge request',
  feed: 'merge-requests',
  first: MINE_TO_MERGE,
  steps: GATE_STEPS,
  settle: asFeedsSettle,
};

const TOLD_OF_TURNS = {
  'conflict-appeared': 'conflict-appeared',
  'conflict-resolved': 'conflict-resolved',
  ready: 'ready-to-merge',
} as const;

/** What the gates of a merge request do while it is open, however the forge hesitates in between. */
function gatesTurned(states: readonly MergeRequest[]): readonly string[] {
  let known: MergeabilityState | null = null;
  const turned: string[] = [];
  for (const { state, mergeability } of states) {
    const seen: MergeabilityState | null = mergeability?.state ?? known;
    if (known !== null && seen !== null && state === 'open')
      turned.push(...turnsBetween(known, seen).map((turn) => TOLD_OF_TURNS[turn]));
    known = seen;
  }
  return turned.toSorted();
}

function ofGates(told: readonly string[]): readonly string[] {
  return told.filter((type) => Object.values(TOLD_OF_TURNS).some((one) => one === type)).toSorted();
}

/** Each state lasts for four looks, and in the midst of them the forge says for one look that it is otherwise. */
function withFlaps(states: readonly MergeRequest[]): readonly MergeRequest[] {
  return states.flatMap((one) => {
    const { mergeability } = one;
    if (!mergeability) return [one];
    const state = mergeability.state === 'conflict' ? 'mergeable' : 'conflict';
    return [one, one, one, { ...one, mergeability: { ...mergeability, state } }, one];
  });
}

describe('conflicts and readiness of a merge request that is looked at all the time', () => {
  it('are told each time that they come and go, whether it moves or not, and as often as that', async () => {
    await fc.assert(
      fc.asyncProperty(stories(GATES), async ({ states }) => {
        const told = typesOf(await tell(anyHistory(GATES), states));

        expect(ofGates(told)).toEqual(gatesTurned(states));
      }),
      { numRuns: 100 },
    );
  });

  it('are told alike where the forge flaps, and is not believed at once', async () => {
    const doubting = { ...GATES, settle: (looks: readonly MergeRequest[]) => asFeedsSettle(looks, 1_500) };
    await fc.assert(
      fc.asyncProperty(stories(GATES), async ({ states }) => {
        const told = typesOf(await tell(anyHistory(doubting), withFlaps(states)));

        expect(ofGates(told)).toEqual(gatesTurned(states));
      }),
      { numRuns: 100 },
    );
  });
});
