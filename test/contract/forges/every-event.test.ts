import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ForgeKind } from '../../../src/domain/forge.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { EVENTS } from '../../../src/events/index.js';
import type { Reader } from './reader.js';
import { by } from './stories/story.js';
import { STORIES } from './stories/index.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** Events of things that a forge does not have. */
const UNKNOWN: Readonly<Record<ForgeKind, readonly string[]>> = {
  gitlab: [],
  github: ['issue-due-soon', 'pipeline-child-failed'],
};

/** Labels are told to nobody who does not ask for them. */
const EVERYTHING: WatchFilter = {
  ...emptyFilter('all'),
  on: [{ topic: 'merge-requests', type: 'merge-request-labeled' }],
};

describe.each(['gitlab', 'github'] as const)('on %s', (kind) => {
  const types = EVENTS.map(({ type }) => type).filter((type) => !UNKNOWN[kind].includes(type));
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', by, 'carol']);
    forge.world.push(APP, { by, branch: 'main' });
    forge.clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  it('every event has its story, and no other has one', () => {
    expect(Object.keys(STORIES[kind]).toSorted()).toEqual(types.toSorted());
  });

  /** What Alice is told in the next minutes: GitHub answers what can be merged at the second look only. */
  async function toldTo(alice: Reader): Promise<readonly string[]> {
    const told: string[] = [];
    for (let minute = 0; minute < 2; minute += 1) {
      forge.clock.advance(MINUTE);
      told.push(...(await alice.read()));
    }
    return told.map((one) => one.replace(/ .*/, ''));
  }

  it.each(types)('%s is told, once', async (type) => {
    const alice = await forge.watchBy('alice', EVERYTHING);
    const happen = STORIES[kind][type]?.(forge.world as never);
    const before = await toldTo(alice);
    happen?.();
    const told = await toldTo(alice);

    expect(before).not.toContain(type);
    expect(told.filter((one) => one === type)).toEqual([type]);
  });
});
