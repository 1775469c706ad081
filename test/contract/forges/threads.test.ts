import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('threads on %s', (kind) => {
  let forge: WatchedForge;
  let number: number;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    ({ number } = forge.world.openMergeRequest(APP, { author: 'bob', title: 'Round', reviewers: ['alice'] }));
  });

  afterEach(() => forge.close());

  const begin = (by: string): string => forge.world.reviewComment(APP, number, by, 'Why?');

  const resolve = (thread: string, by: string): void => forge.world.resolveThread(APP, number, thread, by);

  /** What is told of threads once the merge request has moved, which resolving does not do everywhere. */
  async function toldTo(reader: Reader, order: 'forwards' | 'backwards' = 'forwards') {
    forge.world.editDescription(APP, number, forge.clock.now().toISOString(), 'bob');
    const told = await reader.read(order);
    forge.clock.advance(MINUTE);
    return told.filter((one) => one.startsWith('thread'));
  }

  it('are first seen in silence', async () => {
    resolve(begin('alice'), 'bob');
    const alice = await forge.watch('alice');

    expect(await toldTo(alice)).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'are told once when somebody else resolved them, and again when that is repeated (%s)',
    async (order) => {
      const thread = begin('alice');
      const alice = await forge.watch('alice');
      resolve(thread, 'bob');

      expect(await toldTo(alice, order)).toEqual(['thread-resolved (participant)']);
      expect(await toldTo(alice, order)).toEqual([]);
      forge.world.reopenThread(APP, number, thread, 'alice');
      expect(await toldTo(alice, order)).toEqual([]);
      resolve(thread, 'carol');
      expect(await toldTo(alice, order)).toEqual(['thread-resolved (participant)']);
    },
  );

  it('are told together', async () => {
    const threads = [begin('alice'), begin('alice'), begin('alice')];
    const alice = await forge.watch('alice');
    for (const thread of threads) resolve(thread, 'bob');

    expect(await toldTo(alice)).toEqual(['thread-resolved (participant)']);
  });

  it('begun and resolved between two looks are told', async () => {
    begin('alice');
    const alice = await forge.watch('alice');
    resolve(begin('alice'), 'bob');

    expect(await toldTo(alice)).toEqual(['thread-resolved (participant)']);
  });

  it('concern the author, and are not told to the one who resolved them', async () => {
    const thread = begin('alice');
    const [bob, carol] = [await forge.watch('bob'), await forge.watch('carol')];
    resolve(thread, 'carol');

    expect(await toldTo(bob)).toEqual(['thread-resolved (author)']);
    expect(await toldTo(carol)).toEqual([]);
  });

  it('concern one who only wrote', async () => {
    const carol = await forge.watch('carol');
    const thread = begin('carol');
    expect(await toldTo(carol)).toEqual([]);
    resolve(thread, 'bob');
    forge.clock.advance(30 * MINUTE);

    expect(await toldTo(carol)).toEqual(['thread-resolved (participant)']);
  });

  it('of others concern nobody else, whatever they hear', async () => {
    const thread = begin('carol');
    const alice = await forge.watch('alice', 'all');
    resolve(thread, 'bob');

    expect(await toldTo(alice)).toEqual([]);
  });
});

describe('a thread that was resolved while others are open', () => {
  it('is told on GitLab without any move of its merge request', async () => {
    const { world, clock, watch, close } = await startWatchedForge('gitlab', ['alice', 'bob']);
    const { number } = world.openMergeRequest(APP, { author: 'alice', title: 'Round' });
    const [thread] = ['Why?', 'And here?'].map((text) => world.reviewComment(APP, number, 'alice', text));
    const alice = await watch('alice');
    world.resolveThread(APP, number, thread ?? '', 'bob');
    clock.advance(10 * MINUTE);

    expect(await alice.read()).toEqual(['thread-resolved (participant)']);
    await close();
  });
});
