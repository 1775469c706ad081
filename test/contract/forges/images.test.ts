import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../src/domain/time.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('container images on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
    clock = forge.clock;
  });

  afterEach(() => forge.close());

  function push(tag: string, image = 'api', digest?: string): string {
    const pushed = forge.world.pushImage(APP, { image, tag, ...(digest === undefined ? {} : { digest }) });
    clock.advance(HOUR);
    return pushed;
  }

  it('that were there before are first seen in silence', async () => {
    push('1.0.0');
    push('latest');
    const alice = await forge.watch('alice', 'all');

    expect(await alice.read()).toEqual([]);
    expect(await alice.read()).toEqual([]);
  });

  it('are told to those who want all: a new tag, and one that moved, which takes another image', async () => {
    push('latest');
    const [all, team] = [await forge.watch('alice', 'all'), await forge.watch('alice', 'team')];
    push('1.4.0');
    const created = await all.read();
    push('latest');

    expect(created).toEqual(['image-tag-created']);
    expect(await all.read()).toEqual(['image-tag-moved']);
    expect([...(await all.read()), ...(await team.read())]).toEqual([]);
  });

  it('of a name that comes later are told from the first', async () => {
    push('1.0.0');
    const alice = await forge.watch('alice', 'all');
    push('1.0.0', 'worker');

    expect(await alice.read()).toEqual(['image-tag-created']);
  });

  it('that are tagged once more after they were built are told, and so is a way back', async () => {
    const old = push('1.0.0');
    push('1.1.0');
    push('latest', 'api', old);
    const alice = await forge.watch('alice', 'all');
    push('stable', 'api', old);
    const tagged = await alice.read();
    const next = push('latest');
    const forth = await alice.read();
    push('latest', 'api', old);

    expect(next).not.toBe(old);
    expect(tagged).toEqual(['image-tag-created']);
    expect(forth).toEqual(['image-tag-moved']);
    expect(await alice.read()).toEqual(['image-tag-moved']);
  });

  it('that lose a tag are no news', async () => {
    push('1.0.0');
    const alice = await forge.watch('alice', 'all');
    forge.world.deleteImageTag(APP, 'api', '1.0.0');

    expect(await alice.read()).toEqual([]);
  });
});
