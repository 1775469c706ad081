import { describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import type { Person } from '../../../src/domain/forge.js';
import type { Image } from '../../../src/domain/subjects/image.js';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { rememberMoves } from '../../../src/domain/subjects/moves.js';
import type { Tag } from '../../../src/domain/subjects/tag.js';
import { EVENTS } from '../../../src/events/index.js';
import { diffSubjects, type SubjectChange } from '../../../src/polling/diff-subjects.js';
import { routeEvent } from '../../../src/polling/route-event.js';
import { toHappening } from '../../../src/domain/judge-event.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import type { Watch } from '../../../src/domain/watch.js';
import { anImage } from '../../support/an-image.js';
import { ALICE, aMergeRequest, at, aWatch, BOB, NOON } from '../../support/builders.js';
import { aPush, aRelease, aTag } from '../../support/some-code.js';

function eventsOf(change: SubjectChange, viewer: Person = ALICE): ReturnType<typeof diffSubjects> {
  const onFault = ({ error }: { error: unknown }): never => {
    throw error;
  };
  return diffSubjects([change], EVENTS, { viewer, onFault }).filter(isTold);
}

function seen(change: SubjectChange, viewer?: Person): readonly string[] {
  return eventsOf(change, viewer).map(({ type }) => type);
}

const first = { before: null, isNew: true } as const;

describe('a release', () => {
  it('is told when it comes out: at once, from a draft, or on its day', () => {
    expect(seen({ ...first, after: aRelease() })).toEqual(['release-published']);
    for (const state of ['draft', 'upcoming'] as const) {
      const before = aRelease({ state });

      expect(seen({ ...first, after: before })).toEqual([]);
      expect(seen({ before, after: aRelease(), isNew: false })).toEqual(['release-published']);
    }
  });

  it('is told once, whichever way it came out', () => {
    const [atOnce] = eventsOf({ ...first, after: aRelease() });
    const [fromDraft] = eventsOf({ before: aRelease({ state: 'draft' }), after: aRelease(), isNew: false });

    expect(atOnce?.key).toBe(fromDraft?.key);
  });

  it('that was out before the watch, or is edited, is no news', () => {
    const edited = aRelease({ title: 'Spring', notes: 'More', assets: [], assetCount: 0 });

    expect(seen({ before: null, after: aRelease(), isNew: false })).toEqual([]);
    expect(seen({ before: aRelease(), after: edited, isNew: false })).toEqual([]);
  });

  it('is no news to who made it', () => {
    expect(seen({ ...first, after: aRelease() }, BOB)).toEqual([]);
  });
});

describe('a tag', () => {
  it('is new, or has moved: as two looks show it, or as the forge says', () => {
    const moved = aTag({ sha: 'b'.repeat(40), updatedAt: at(60) });

    expect(seen({ ...first, after: aTag() })).toEqual(['tag-created']);
    expect(seen({ before: aTag(), after: moved, isNew: false })).toEqual(['tag-moved']);
    expect(seen({ ...first, after: { ...moved, movedFrom: 'a'.repeat(40) } })).toEqual(['tag-moved']);
  });

  it('has moved once for all accounts, whenever each of them looked', () => {
    const sha = 'b'.repeat(40);
    const keys = [at(60), at(90)].map((updatedAt) => {
      const [event] = eventsOf({ before: aTag(), after: aTag({ sha, updatedAt }), isNew: false });
      return event?.key;
    });

    expect(keys[0]).toBe(keys[1]);
  });

  it('that is made again where it was is no news', () => {
    expect(seen({ before: aTag(), after: aTag({ updatedAt: at(60) }), isNew: false })).toEqual([]);
  });
});

describe('a push', () => {
  it('is told once, to everybody but who did it', () => {
    const after = aPush();

    expect(seen({ ...first, after })).toEqual(['branch-pushed']);
    expect(seen({ before: after, after, isNew: false })).toEqual([]);
    expect(seen({ ...first, after }, BOB)).toEqual([]);
  });
});

describe('who hears of code', () => {
  const pushes = { topic: 'pushes', type: null } as const;

  function hears(change: SubjectChange, watch: Partial<Watch>): boolean {
    const [event] = eventsOf(change);
    if (event === undefined) throw new Error('nothing happened');
    const moment = { now: NOON, serverAheadMs: null, baselineAt: null };
    return routeEvent(toHappening(event, null), [aWatch(watch)], moment).length > 0;
  }

  it.each([
    ['a release', { ...first, after: aRelease() }, ['team', 'all']],
    ['a tag', { ...first, after: aTag() }, ['all']],
    ['a push', { ...first, after: aPush() }, ['all']],
    ['a new branch', { ...first, after: aPush({ action: 'created' }) }, ['all']],
  ])('%s: the levels that say so', (_name, change, levels) => {
    const hearing = (['participating', 'team', 'all'] as const).filter((level) => hears(change, { level }));

    expect(hearing).toEqual(levels);
  });

  it('a push: a filter that switches pushes on, for the branches that it names', () => {
    const onto = (branch: string): SubjectChange => ({ ...first, after: aPush({ branch }) });
    const release = { field: 'branch', pattern: 'release/*' } as const;
    const on = { level: 'custom', filter: { ...emptyFilter('participating'), on: [pushes] } } as const;
    const including = { ...on, filter: { ...on.filter, include: [release] } };
    const excluding = { ...on, filter: { ...on.filter, exclude: [release] } };

    expect(hears(onto('main'), on)).toBe(true);
    expect([hears(onto('release/2'), including), hears(onto('main'), including)]).toEqual([true, false]);
    expect([hears(onto('release/2'), excluding), hears(onto('main'), excluding)]).toEqual([false, true]);
  });
});

describe.each([
  ['a tag', ['a', 'b', 'a', 'b'].map((sha) => aTag({ sha: sha.repeat(40) }))],
  ['a merge request', ['a', 'b', 'a', 'b'].map((sha) => aMergeRequest({ headSha: sha.repeat(40) }))],
  ['an image', ['a', 'b', 'a', 'b'].map((digest) => anImage({ digest: `sha256:${digest.repeat(64)}` }))],
])('%s that is moved to and fro', (_name, looks) => {
  it('is told each time, and by the same key to whoever saw it as often', () => {
    const keys = keysOfMoves(looks);

    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(3);
    expect(keysOfMoves(looks)).toEqual(keys);
    expect(keysOfMoves(looks.slice(2))).toEqual(keys.slice(0, 1));
  });
});

const MOVES = /-moved$|^merge-request-new-commits$/;
type Movable = Tag | Image | MergeRequest;

function keysOfMoves(looks: readonly Movable[]): readonly string[] {
  let before: Movable | null = null;
  return looks.flatMap((look) => {
    const after: Movable = rememberMoves(before, look);
    const events = eventsOf({ before, after, isNew: false }).filter(({ type }) => MOVES.test(type));
    before = after;
    return events.map(({ key }) => key);
  });
}
