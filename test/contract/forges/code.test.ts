import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('code on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
    clock = forge.clock;
    forge.world.push(APP, { by: 'bob', branch: 'main' });
    forge.world.publishRelease(APP, { tag: 'v1', by: 'bob' });
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  const watch = (login: string, level?: WatchLevel): Promise<Reader> => forge.watch(login, level);

  it('that was there before is first seen in silence', async () => {
    const alice = await watch('alice', 'all');

    expect(await alice.read()).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'tells a release once to the team, and its tag besides to those who want all (%s)',
    async (order) => {
      const [team, all] = [await watch('alice', 'team'), await watch('alice', 'all')];
      const participating = await watch('alice', 'participating');
      forge.world.publishRelease(APP, { tag: 'v2', by: 'bob', files: ['shop.zip'] });

      expect(await team.read(order)).toEqual(['release-published']);
      expect((await all.read(order)).toSorted()).toEqual(['release-published', 'tag-created']);
      expect(await participating.read(order)).toEqual([]);
      clock.advance(MINUTE);
      forge.world.renameRelease(APP, 'v2', 'The second');
      expect([...(await team.read(order)), ...(await all.read(order))]).toEqual([]);
    },
  );

  it('tells what is done to branches to those who want all', async () => {
    const [team, all] = [await watch('alice', 'team'), await watch('alice', 'all')];
    forge.world.push(APP, { by: 'bob', branch: 'main', commits: ['One', 'Two'] });
    forge.world.push(APP, { by: 'bob', branch: 'topic' });
    forge.world.deleteBranch(APP, 'topic', 'bob');

    expect(await all.read()).toEqual(['branch-pushed', 'branch-created', 'branch-deleted']);
    expect(await all.read()).toEqual([]);
    expect(await team.read()).toEqual([]);
  });

  it('tells nobody what they pushed or released themselves', async () => {
    const bob = await watch('bob', 'all');
    forge.world.push(APP, { by: 'bob', branch: 'main' });
    forge.world.push(APP, { by: 'bob', branch: 'topic' });
    forge.world.publishRelease(APP, { tag: 'v2', by: 'bob' });

    // GitHub does not say who made a tag.
    expect(await bob.read()).toEqual(kind === 'github' ? ['tag-created'] : []);
  });

  it('tells that a tag has moved, not that it is gone', async () => {
    const alice = await watch('alice', 'all');
    forge.world.push(APP, { by: 'bob', branch: 'main' });
    await alice.read();
    clock.advance(MINUTE);
    forge.world.pushTag(APP, 'v1', 'bob');
    const moved = await alice.read();
    clock.advance(MINUTE);
    forge.world.deleteTag(APP, 'v1', 'bob');

    expect(moved).toEqual(['tag-moved']);
    expect(await alice.read()).toEqual([]);
  });

  it('tells a new tag among hundreds of others', async () => {
    for (let patch = 0; patch < 250; patch += 1) forge.world.pushTag(APP, `v1.0.${patch}`, 'bob');
    const alice = await watch('alice', 'all');
    forge.world.pushTag(APP, 'a', 'bob');

    expect(await alice.read()).toEqual(['tag-created']);
    expect(alice.seen('tag').map(({ name }) => name)).toContain('a');
  });

  it('tells a merge as a push to its target', async () => {
    const alice = await watch('alice', 'all');
    const { number } = forge.world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Add',
      sourceBranch: 'add',
    });
    forge.world.merge(APP, number, 'bob');

    expect(await alice.read()).toEqual(expect.arrayContaining(['branch-created', 'branch-pushed']));
  });
});
