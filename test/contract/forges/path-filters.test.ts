import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import type { FileChange } from '../../simulator/core/history.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** `payments/**`, of everything that the level `all` tells. */
const PAYMENTS: WatchFilter = {
  ...emptyFilter('all'),
  include: [{ field: 'path', pattern: 'payments/**' }],
};
const NOT_DOCS: WatchFilter = { ...emptyFilter('all'), exclude: [{ field: 'path', pattern: 'docs/**' }] };

describe.each(['gitlab', 'github'] as const)('a filter by path on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;
  let world: ForgeWorld;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
    ({ clock, world } = forge);
    world.push(APP, { by: 'bob', branch: 'main', files: [{ path: 'README.md' }] });
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  function open(...files: readonly FileChange[]): number {
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Change', files });
    clock.advance(MINUTE);
    return number;
  }

  function push(...files: readonly FileChange[]): void {
    world.push(APP, { by: 'bob', branch: 'main', files });
    clock.advance(MINUTE);
  }

  const filesAsked = (): number =>
    forge.requests.matching('GET', /\/merge_requests\/\d+\/diffs|\/pulls\/\d+\/files/).length;

  const comparisons = (): number => forge.requests.matching('GET', /\/compare/).length;

  it('tells of merge requests that touch such files, and of no others', async () => {
    const alice = await forge.watchBy('alice', PAYMENTS);

    open({ path: 'payments/card.ts' });
    expect(await alice.read()).toContain('merge-request-opened');

    const other = open({ path: 'src/main.ts' });
    expect(await alice.read()).not.toContain('merge-request-opened');
    world.close(APP, other, 'bob');
    clock.advance(MINUTE);
    expect(await alice.read()).not.toContain('merge-request-closed');
  });

  it('knows a renamed file by both of its names', async () => {
    const alice = await forge.watchBy('alice', PAYMENTS);
    open({ path: 'billing/card.ts', status: 'renamed', from: 'payments/card.ts' });

    expect(await alice.read()).toContain('merge-request-opened');
  });

  it('leaves out merge requests whose files are all left out', async () => {
    const alice = await forge.watchBy('alice', NOT_DOCS);

    open({ path: 'docs/setup.md' });
    expect(await alice.read()).not.toContain('merge-request-opened');

    open({ path: 'docs/setup.md' }, { path: 'src/setup.ts' });
    expect(await alice.read()).toContain('merge-request-opened');
  });

  it('follows what later commits touch, and asks for the files once for each head', async () => {
    const alice = await forge.watchBy('alice', PAYMENTS);
    const number = open({ path: 'src/main.ts' });
    expect(await alice.read()).not.toContain('merge-request-opened');
    expect(filesAsked()).toBe(1);

    world.comment(APP, number, 'bob', 'Nothing to see');
    world.editDescription(APP, number, 'More words', 'bob');
    clock.advance(MINUTE);
    expect(await alice.read()).toEqual([]);
    expect(filesAsked()).toBe(1);

    world.pushCommit(APP, number, 'bob', [{ path: 'payments/card.ts' }]);
    clock.advance(MINUTE);
    await alice.read();
    world.close(APP, number, 'bob');
    clock.advance(MINUTE);
    expect(await alice.read()).toContain('merge-request-closed');
    expect(filesAsked()).toBe(2);
  });

  it('looks at a merge request that was there before once it moves', async () => {
    const [mine, other] = [open({ path: 'payments/card.ts' }), open({ path: 'src/main.ts' })];
    const alice = await forge.watchBy('alice', PAYMENTS);
    expect(filesAsked()).toBe(0);

    world.close(APP, mine, 'bob');
    clock.advance(MINUTE);
    expect(await alice.read()).toContain('merge-request-closed');
    world.close(APP, other, 'bob');
    clock.advance(MINUTE);
    expect(await alice.read()).not.toContain('merge-request-closed');
  });

  it('tells of pushes that touch such files, and of no others', async () => {
    const alice = await forge.watchBy('alice', PAYMENTS);

    push({ path: 'payments/card.ts' });
    expect(await alice.read()).toContain('branch-pushed');

    push({ path: 'src/main.ts' });
    expect(await alice.read()).not.toContain('branch-pushed');
  });

  it('lets through what has no files to compare', async () => {
    const alice = await forge.watchBy('alice', PAYMENTS);
    world.push(APP, { by: 'bob', branch: 'topic', files: [{ path: 'src/main.ts' }] });
    clock.advance(MINUTE);

    expect(await alice.read()).toContain('branch-created');
  });

  it('costs nothing where nobody hears of what has files', async () => {
    const onlyReviews: WatchFilter = {
      ...PAYMENTS,
      off: [
        { topic: 'merge-requests', type: null },
        { topic: 'pushes', type: null },
        { topic: 'documents', type: null },
      ],
    };
    const alice = await forge.watchBy('alice', onlyReviews);
    open({ path: 'payments/card.ts' });
    world.push(APP, { by: 'bob', branch: 'topic', files: [{ path: 'src/main.ts' }] });
    world.push(APP, { by: 'bob', branch: 'topic', files: [{ path: 'src/main.ts' }] });
    clock.advance(MINUTE);
    await alice.read();

    expect(filesAsked()).toBe(0);
    expect(comparisons()).toBe(0);
  });

  it.each([
    ['participating', 1, []],
    ['all', 1, [['src/main.ts']]],
  ] as const)('at the level %s, files are kept of what it hears', async (level, heads, pushed) => {
    const topic = { by: 'bob', branch: 'topic', files: [{ path: 'src/main.ts' }] };
    world.push(APP, topic);
    const alice = await forge.watch('alice', level);
    const { number } = world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Change',
      reviewers: ['alice'],
      files: [{ path: 'payments/card.ts' }],
    });
    world.push(APP, topic);
    clock.advance(MINUTE);
    await alice.read();
    world.comment(APP, number, 'bob', 'Nothing to see');
    clock.advance(MINUTE);
    await alice.read();

    const touched = alice.seen('push').flatMap((one) => one.touched ?? []);
    expect([filesAsked(), comparisons()]).toEqual([heads, pushed.length]);
    expect(alice.seen('merge-request')).toMatchObject([{ touched: { paths: ['payments/card.ts'] } }]);
    expect(touched.map(({ paths }) => paths)).toEqual(pushed);
  });

  it('goes on where the forge stumbles over the files, and hides nothing then', async () => {
    const alice = await forge.watchBy('alice', PAYMENTS);
    forge.faults.add({ path: /\/diffs|\/files/, fault: { kind: 'status', status: 500 } });
    open({ path: 'src/main.ts' });

    expect(await alice.read()).toContain('merge-request-opened');
  });
});
