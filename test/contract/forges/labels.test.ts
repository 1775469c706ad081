import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

const URGENT: WatchFilter = { ...emptyFilter('all'), include: [{ field: 'label', pattern: 'urgent' }] };
const LABELED: WatchFilter = {
  ...emptyFilter('participating'),
  on: [{ topic: 'merge-requests', type: 'merge-request-labeled' }],
};

describe.each(['gitlab', 'github'] as const)('labels of merge requests on a simulated %s', (kind) => {
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    forge.world.openMergeRequest(APP, { author: 'carol', title: 'Change' });
    forge.clock.advance(MINUTE);
  });

  afterEach(() => forge.close());

  function label(name: string): void {
    forge.world.addLabel(APP, 1, name, 'bob');
    forge.clock.advance(MINUTE);
  }

  it('are told to nobody who asked for none, however much they hear', async () => {
    const alice = await forge.watch('alice', 'all');

    label('urgent');

    expect(await alice.read()).toEqual([]);
  });

  it('are told where a rule names the one that was added', async () => {
    const alice = await forge.watchBy('alice', URGENT);

    label('later');
    expect(await alice.read()).toEqual([]);
    label('urgent');
    expect(await alice.read()).toEqual(['merge-request-labeled']);
    label('someday');
    expect(await alice.read()).toEqual([]);
  });

  it('are told where they are switched on by their name', async () => {
    const alice = await forge.watchBy('alice', LABELED);

    label('later');

    expect(await alice.read()).toEqual(['merge-request-labeled']);
  });
});
