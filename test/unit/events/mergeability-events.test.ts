import { describe, expect, it } from '@jest/globals';
import { type MergeabilityState, settleMergeability } from '../../../src/domain/subjects/mergeability.js';
import type { Mergeability } from '../../../src/domain/subjects/mergeability.js';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { EVENTS } from '../../../src/events/index.js';
import { ALICE, aMergeRequest, at, CAROL } from '../../support/builders.js';
import { occasionsOf, seen } from './seen-by-alice.js';

/** What Alice's account sees happen over these looks; `null` is a look at which the forge does not know. */
function told(
  looks: readonly (MergeabilityState | null)[],
  over: Partial<MergeRequest> = { author: ALICE },
): readonly string[] {
  let known: Mergeability | null = null;
  const history = looks.map((seen, look) => {
    known = settleMergeability(known, { seen, at: at(look), updatedAt: at(0) });
    return aMergeRequest({ updatedAt: at(0), ...over, mergeability: known });
  });
  return history.slice(1).flatMap((after, index) => seen({ before: history[index]!, after, isNew: false }));
}

describe('a conflict', () => {
  it('appears once', () => {
    expect(told(['mergeable', null, 'conflict', null, 'conflict'])).toEqual(['conflict-appeared (author)']);
  });

  it('does not appear while the forge works it out', () => {
    expect(told(['mergeable', null, 'mergeable', null, null, 'mergeable'])).toEqual([]);
  });

  it('that was there at first sight is no news', () => {
    expect(told([null, 'conflict', null, 'conflict'])).toEqual([]);
  });

  it('is resolved, also where another gate is still closed', () => {
    expect(told(['conflict', null, 'blocked'])).toEqual(['conflict-resolved (author)']);
  });

  it('concerns assignees, and nobody else', () => {
    expect(told(['blocked', 'conflict'], { assignees: [ALICE] })).toEqual(['conflict-appeared (assignee)']);
    expect(told(['blocked', 'conflict'], { reviewers: [ALICE, CAROL] })).toEqual(['conflict-appeared']);
  });

  it('means nothing once the merge request is over', () => {
    expect(told(['blocked', 'conflict'], { author: ALICE, state: 'merged' })).toEqual([]);
  });

  it('is dated by when it was seen, since it moves nothing else', () => {
    const before = aMergeRequest({ mergeability: { state: 'blocked', since: at(1) } });
    const after = aMergeRequest({ mergeability: { state: 'conflict', since: at(90) } });
    const definition = EVENTS.find(({ type }) => type === 'conflict-appeared')!;

    const [occurrence] = definition.detect({ before, after, isNew: false } as never, ALICE);

    expect(occurrence).toMatchObject({ at: at(90), occasion: after.updatedAt });
  });
});

describe('a conflict that comes and goes while nothing else moves', () => {
  /** Occasions of what happens over these looks, each with the `updatedAt` that the merge request showed. */
  function occasions(looks: readonly (readonly [MergeabilityState | null, string])[]): readonly string[] {
    let known: Mergeability | null = null;
    const history = looks.map(([seen, updatedAt], look) => {
      known = settleMergeability(known, { seen, at: at(look), updatedAt });
      return aMergeRequest({ author: ALICE, updatedAt, mergeability: known });
    });
    return history.slice(1).flatMap((after, index) => {
      const change = { before: history[index]!, after, isNew: false };
      const types = ['conflict-appeared', 'conflict-resolved', 'ready-to-merge'];
      return types.flatMap((type) => occasionsOf(type, change).map((occasion) => `${type} ${occasion}`));
    });
  }

  it('is another occasion each time', () => {
    expect(
      occasions([
        ['mergeable', at(0)],
        ['conflict', at(0)],
        ['mergeable', at(0)],
        [null, at(0)],
        ['conflict', at(0)],
        ['blocked', at(0)],
      ]),
    ).toEqual([
      `conflict-appeared ${at(0)}`,
      `conflict-resolved ${at(0)}`,
      `ready-to-merge ${at(0)}`,
      `conflict-appeared ${at(0)}#2`,
      `conflict-resolved ${at(0)}#2`,
    ]);
  });

  it('is counted anew once the merge request moves, so that whoever comes later finds the same occasions', () => {
    const since = [
      ['mergeable', at(60)],
      ['conflict', at(60)],
    ] as const;

    const known = occasions([['mergeable', at(0)], ['conflict', at(0)], ['mergeable', at(0)], ...since]);

    expect(known.at(-1)).toBe(occasions(since).at(-1));
  });
});

describe('a conflict that the forge is not believed at once', () => {
  const DOUBT_MS = 30_000;

  /** Each look is so many seconds after the first one. */
  function told(
    looks: readonly (readonly [seconds: number, seen: MergeabilityState | null])[],
  ): readonly string[] {
    let known: Mergeability | null = null;
    const history = looks.map(([seconds, seen]) => {
      const look = { seen, at: at(seconds), updatedAt: at(0), doubtMs: DOUBT_MS };
      known = settleMergeability(known, look);
      return aMergeRequest({ updatedAt: at(0), author: ALICE, mergeability: known });
    });
    return history
      .slice(1)
      .flatMap((after, index) =>
        seen({ before: history[index]!, after, isNew: false }).map(
          (type) => `${looks[index + 1]![0]}: ${type}`,
        ),
      );
  }

  it('is told when it has stood for that long, also if the forge worked it out once more meanwhile', () => {
    expect(
      told([
        [0, 'mergeable'],
        [15, 'conflict'],
        [30, null],
        [45, 'conflict'],
      ]),
    ).toEqual(['45: conflict-appeared (author)']);
  });

  it('is not told where it was gone before that, nor is the next one believed the sooner', () => {
    expect(
      told([
        [0, 'mergeable'],
        [15, 'conflict'],
        [30, 'mergeable'],
        [45, 'conflict'],
        [60, 'conflict'],
        [70, 'mergeable'],
      ]),
    ).toEqual([]);
  });

  it('is over only when it has been gone for that long, whatever else stands in the way', () => {
    expect(
      told([
        [0, 'conflict'],
        [15, 'mergeable'],
        [30, 'conflict'],
        [45, 'blocked'],
        [60, 'mergeable'],
        [75, 'mergeable'],
      ]),
    ).toEqual(['75: conflict-resolved (author)', '75: ready-to-merge (author)']);
  });

  it('does not hold up other gates', () => {
    expect(
      told([
        [0, 'blocked'],
        [15, 'conflict'],
        [20, 'mergeable'],
      ]),
    ).toEqual(['20: ready-to-merge (author)']);
  });

  it('is doubted from then on by a clock that was set back', () => {
    expect(
      told([
        [7200, 'mergeable'],
        [7215, 'conflict'],
        [15, 'conflict'],
        [45, 'conflict'],
      ]),
    ).toEqual(['45: conflict-appeared (author)']);
  });
});

describe('a merge request that is ready to merge', () => {
  it('is told when the last gate opens', () => {
    expect(told(['blocked', null, 'mergeable'])).toEqual(['ready-to-merge (author)']);
  });

  it('is told besides the conflict that was its last obstacle', () => {
    expect(told(['conflict', 'mergeable'])).toEqual([
      'conflict-resolved (author)',
      'ready-to-merge (author)',
    ]);
  });

  it('from the start is no news', () => {
    expect(told([null, 'mergeable'])).toEqual([]);
  });
});

describe('a snapshot of an older version', () => {
  it.each<MergeabilityState>(['mergeable', 'conflict', 'blocked'])('makes no news of %s', (state) => {
    const before = aMergeRequest({ author: ALICE });
    const after = aMergeRequest({ author: ALICE, mergeability: { state, since: at(5) } });

    expect(seen({ before, after, isNew: false })).toEqual([]);
  });
});
