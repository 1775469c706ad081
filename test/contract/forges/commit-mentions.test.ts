import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

let forge: WatchedForge;

afterEach(() => forge.close());

describe.each(['gitlab', 'github'] as const)('mentions at commits on %s', (kind) => {
  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
  });

  /** Bob's. */
  const push = (...commits: string[]): string =>
    forge.world.push(APP, { by: 'bob', branch: 'main', commits });

  it('are first seen in silence', async () => {
    push('Round, for @alice');
    const alice = await forge.watch('alice');

    expect(await alice.read()).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)('are told once, in message and comment (%s)', async (order) => {
    const alice = await forge.watch('alice');
    const sha = push('Round, for @alice');

    expect(await alice.read(order)).toEqual(['commit-mention (mentioned)']);
    expect(await alice.read(order)).toEqual([]);
    forge.clock.advance(MINUTE);
    forge.world.commentOnCommit(APP, sha, { by: 'bob', body: 'What do you say, @alice?' });
    expect(await alice.read(order)).toEqual(['commit-mention (mentioned)']);
    forge.clock.advance(MINUTE);
    expect(await alice.read(order)).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'are told once where pushes are read, too (%s)',
    async (order) => {
      const alice = await forge.watch('alice', 'all');
      push('Cut', 'Round, for @alice', 'Tidy up, for @carol');

      expect(await alice.read(order)).toHaveLength(2);
      forge.clock.advance(MINUTE);
      expect(await alice.read(order)).toEqual([]);
      forge.world.push(APP, { by: 'bob', branch: 'topic', commits: ['Begin\n\nFor @alice'] });
      expect((await alice.read(order)).toSorted()).toEqual(['branch-created', 'commit-mention (mentioned)']);
    },
  );

  it('count in any line of any commit of a push, once', async () => {
    const alice = await forge.watch('alice');
    push('Round\n\nAs @alice wished.', 'Cut', 'Tidy up\n\nSee @carol.');

    expect(await alice.read()).toEqual(['commit-mention (mentioned)']);
    forge.clock.advance(MINUTE);
    forge.world.push(APP, { by: 'bob', branch: 'topic', commits: ['Begin\n\nFor @alice'] });
    expect(await alice.read()).toEqual(['commit-mention (mentioned)']);
    expect(await alice.read()).toEqual([]);
  });

  it('are not told to the one who wrote them', async () => {
    const bob = await forge.watch('bob');
    const sha = push('Round, by @bob for @alice');
    forge.world.commentOnCommit(APP, sha, { by: 'bob', body: '@bob was here' });

    expect(await bob.read()).toEqual([]);
  });

  it('do not count in code and quotes', async () => {
    const alice = await forge.watch('alice');
    const sha = push('Use `@alice`');
    forge.world.commentOnCommit(APP, sha, { by: 'bob', body: '> @alice said so\n\n`@alice`' });

    expect(await alice.read()).toEqual([]);
  });
});

describe('mentions at commits on github where the token has no inbox', () => {
  it.each([
    ['all', ['branch-pushed', 'commit-mention (mentioned)']],
    ['participating', []],
  ] as const)('are told at the level %s by the pushes that brought them: %j', async (level, told) => {
    forge = await startWatchedForge('github', ['alice', 'bob'], { kind: 'fine-grained' });
    const alice = await forge.watch('alice', level);
    const commits = ['Cut', 'Round\n\nFor @alice', 'Tidy up, not for `@alice`'];
    forge.world.push(APP, { by: 'bob', branch: 'main', commits });

    expect((await alice.read()).toSorted()).toEqual(told);
    forge.clock.advance(MINUTE);
    expect(await alice.read()).toEqual([]);
  });
});
