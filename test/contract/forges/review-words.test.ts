import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

const ORDERS = ['forwards', 'backwards'] as const;

let forge: WatchedForge;

async function start(kind: 'gitlab' | 'github'): Promise<void> {
  forge = await startWatchedForge(kind, ['alice', 'bob', 'carol', 'dave']);
  forge.world.joinTeam('acme/ops', 'carol');
  forge.world.openMergeRequest(APP, { author: 'bob', title: 'New' });
  forge.world.commentReview(APP, 1, 'alice', 'Old words, @carol');
  forge.clock.advance(MINUTE);
}

afterEach(() => forge.close());

describe.each(['gitlab', 'github'] as const)('a review without a verdict on %s', (kind) => {
  beforeEach(() => start(kind));

  it.each(ORDERS)('is told as the comment that it is, once (%s)', async (order) => {
    const readers = [await forge.watch('bob'), await forge.watch('carol'), await forge.watch('dave')];
    const onlooker = await forge.watch('dave', 'all');
    forge.world.commentReview(APP, 1, 'alice', 'Good start. What do you say, @acme/ops?');

    const told = [];
    for (const reader of readers) told.push([await reader.read(order), await reader.read(order)]);

    expect(told).toEqual([
      [['comment-added (author)'], []],
      [['comment-mention (mentioned)'], []],
      [[], []],
    ]);
    expect(await onlooker.read(order)).toEqual(['comment-added']);
    forge.clock.advance(MINUTE);
    forge.world.comment(APP, 1, 'bob', 'Thanks');
    expect(await readers[1]?.read(order)).toEqual([]);
  });
});

describe('a verdict with words on github', () => {
  beforeEach(() => start('github'));

  it.each(ORDERS)('is told with them to its author and to whom they name, once (%s)', async (order) => {
    const readers = [await forge.watch('bob'), await forge.watch('carol'), await forge.watch('dave')];
    const onlooker = await forge.watch('carol', 'all');
    forge.world.requestChanges(APP, 1, 'alice', 'Split it, please. With @carol, perhaps, @bob?');

    const told = [];
    for (const reader of readers) told.push([await reader.read(order), await reader.read(order)]);

    expect(told).toEqual([
      [['changes-requested (author)'], []],
      [['changes-requested (mentioned)'], []],
      [[], []],
    ]);
    expect(await onlooker.read(order)).toEqual(['changes-requested (mentioned)']);
    expect(onlooker.seen('merge-request')[0]?.reviews[0]?.words?.body).toContain('Split it, please.');
  });
});

it.each(['gitlab', 'github'] as const)(
  'on %s a verdict that follows a comment within the minute is told, though a look came between them',
  async (kind) => {
    await start(kind);
    const { world, clock } = forge;
    clock.advance(HOUR);
    const readers = [await forge.watch('bob'), await forge.watch('dave', 'all')];
    world.comment(APP, 1, 'carol', 'Fine.');
    clock.advance(10_000);
    for (const reader of readers) await reader.read();
    clock.advance(10_000);
    world.approve(APP, 1, 'carol');

    const told: string[] = [];
    for (let minute = 0; minute < 3; minute += 1) {
      clock.advance(MINUTE);
      for (const reader of readers) told.push(...(await reader.read()));
    }

    expect(told).toEqual(['merge-request-approved (author)', 'merge-request-approved']);
  },
);
