import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('mentions at commits on %s', (kind) => {
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
  });

  afterEach(() => forge.close());

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
