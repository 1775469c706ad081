import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** What concerns the reader, and labels, which are told to nobody who does not ask for them. */
const WITH_LABELS: WatchFilter = {
  ...emptyFilter('participating'),
  on: [{ topic: 'merge-requests', type: 'merge-request-labeled' }],
};
const ORDERS = ['forwards', 'backwards'] as const;

describe.each(['gitlab', 'github'] as const)('merge requests on a simulated %s', (kind) => {
  let forge: WatchedForge;
  let world: ForgeWorld;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol', 'dave']);
    world = forge.world;
  });

  afterEach(() => forge.close());

  /** In two looks, because GitHub answers what can be merged at the second one only. */
  async function told(
    reader: Reader,
    order: (typeof ORDERS)[number] = 'forwards',
  ): Promise<readonly string[]> {
    const all: string[] = [];
    for (let look = 0; look < 2; look += 1) {
      forge.clock.advance(30 * SECOND);
      all.push(...(await reader.read(order)));
    }
    return all.filter((type) => !type.startsWith('comment-'));
  }

  it('of the reader’s own are told through conflict, verdicts and plans', async () => {
    world.openMergeRequest(APP, { author: 'alice', title: 'Mine' });
    const alice = await forge.watchBy('alice', WITH_LABELS);
    const after = (act: () => unknown): Promise<readonly string[]> => {
      act();
      return told(alice);
    };
    const conflict = (isConflicting: boolean) => () => {
      world.setConflict(APP, 1, isConflicting);
      world.comment(APP, 1, 'bob', 'Look.');
    };

    expect(await after(() => world.addLabel(APP, 1, 'urgent', 'bob'))).toEqual([
      'merge-request-labeled (author)',
    ]);
    expect(await after(conflict(true))).toEqual(['conflict-appeared (author)']);
    expect(await after(conflict(false))).toEqual(['conflict-resolved (author)', 'ready-to-merge (author)']);
    expect(await after(() => world.approve(APP, 1, 'bob'))).toEqual(['merge-request-approved (author)']);
    expect(await after(() => world.unapprove(APP, 1, 'bob'))).toEqual(['approval-withdrawn (author)']);
    expect(await after(() => world.setAutoMerge(APP, 1, 'bob'))).toEqual(['auto-merge-set (author)']);
    expect(await after(() => world.cancelAutoMerge(APP, 1, 'bob'))).toEqual(['auto-merge-failed (author)']);
    expect(await after(() => world.retarget(APP, 1, 'release', 'bob'))).toEqual([
      'target-branch-changed (author)',
    ]);
    expect(await after(() => world.merge(APP, 1, 'bob'))).toEqual(['merge-request-merged (author)']);
  });

  it('of others are told to one who reviewed, and to one who was an assignee', async () => {
    world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Theirs',
      assignees: ['alice'],
      reviewers: ['alice'],
    });
    const alice = await forge.watch('alice');

    world.approve(APP, 1, 'alice');
    expect(await told(alice)).toEqual([]);
    world.pushCommit(APP, 1, 'bob');
    expect(await told(alice)).toEqual(['merge-request-new-commits (reviewer)']);
    world.unassign(APP, 1, 'alice', 'bob');
    expect(await told(alice)).toEqual(['merge-request-unassigned (assignee)']);
  });

  it.each(ORDERS)(
    'for which changes are requested are told to their author, each time (%s)',
    async (order) => {
      world.openMergeRequest(APP, { author: 'alice', title: 'Mine', reviewers: ['bob'] });
      const [alice, dave] = [await forge.watch('alice'), await forge.watch('dave', 'all')];
      world.requestChanges(APP, 1, 'bob', 'Split it, please');
      const first = [await told(alice, order), await told(dave, order)];
      world.requestReview(APP, 1, 'bob', 'alice');
      await told(alice, order);
      world.requestChanges(APP, 1, 'bob', 'Once more');

      expect(first).toEqual([['changes-requested (author)'], ['changes-requested']]);
      expect(await told(alice, order)).toEqual(['changes-requested (author)']);
      expect(await told(alice, order)).toEqual([]);
    },
  );

  it.each(ORDERS)(
    'that leave the draft state are told once, to whoever has a part in them and to those who want all (%s)',
    async (order) => {
      const { number } = world.openMergeRequest(APP, {
        author: 'bob',
        title: 'Round',
        isDraft: true,
        reviewers: ['alice'],
        assignees: ['carol'],
      });
      forge.clock.advance(HOUR);
      const readers = [await forge.watch('alice'), await forge.watch('carol'), await forge.watch('dave')];
      readers.push(await forge.watch('dave', 'all'), await forge.watch('bob', 'all'));
      world.markReady(APP, number, 'bob');

      const heard: (readonly string[])[] = [];
      for (const reader of readers) heard.push(await told(reader, order));

      expect(heard.map(ofDrafts)).toEqual([
        ['merge-request-ready (reviewer)'],
        ['merge-request-ready (assignee)'],
        [],
        ['merge-request-ready'],
        [],
      ]);
      world.pushCommit(APP, number, 'bob');
      for (const reader of readers) expect(ofDrafts(await told(reader, order))).toEqual([]);
    },
  );

  it.each(ORDERS)(
    'that are given to the reader are told to them once, whether they were there before or are new (%s)',
    async (order) => {
      const old = world.openMergeRequest(APP, { author: 'bob', title: 'Old', assignees: ['carol'] }).number;
      forge.clock.advance(HOUR);
      const [alice, dave] = [await forge.watch('alice'), await forge.watch('dave')];
      const onlooker = await forge.watch('dave', 'all');
      world.assign(APP, old, 'alice', 'bob');
      const given = [await told(alice, order), await told(dave, order), await told(onlooker, order)];
      forge.clock.advance(MINUTE);
      world.openMergeRequest(APP, { author: 'bob', title: 'New', assignees: ['alice'] });

      const assigned = 'merge-request-assigned (assignee)';
      expect(given).toEqual([[assigned], [], ['merge-request-assigned']]);
      expect(await told(alice, order)).toEqual([assigned]);
      expect([...(await told(alice, order)), ...(await told(dave, order))]).toEqual([]);
    },
  );
});

function ofDrafts(told: readonly string[]): readonly string[] {
  return told.filter((type) => type.startsWith('merge-request-ready'));
}
