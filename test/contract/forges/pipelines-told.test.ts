import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('pipelines on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    clock = forge.clock;
  });

  afterEach(() => forge.close());

  function watch(login: string, level?: WatchLevel): Promise<Reader> {
    clock.advance(HOUR);
    return forge.watch(login, level);
  }

  /** What is told of pipelines once something more has happened. */
  async function after(reader: Reader, happen: () => void): Promise<readonly string[]> {
    happen();
    clock.advance(MINUTE);
    return (await reader.read()).filter((told) => told.startsWith('pipeline-'));
  }

  it('of a merge request are its author’s, whoever pushed, and nobody’s else', async () => {
    const { world } = forge;
    const { number } = world.openMergeRequest(APP, {
      author: 'alice',
      title: 'Basket',
      sourceBranch: 'basket',
    });
    const [alice, carol] = [await watch('alice'), await watch('carol')];
    const run = (): void => {
      const { id } = world.startPipeline(APP, { by: 'bob', mergeRequest: number });
      world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);
    };

    expect(await after(alice, run)).toEqual(['pipeline-failed (merge-request-author)']);
    expect(await after(carol, run)).toEqual([]);
  });

  it('that pass on a retry are told as fixed once', async () => {
    const bob = await watch('bob');
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);
    expect(await after(bob, () => undefined)).toEqual(['pipeline-failed (triggered)']);

    const told = await after(bob, () => {
      forge.world.retryPipeline(APP, id, 'bob');
      forge.world.finishPipeline(APP, id, 'success');
    });

    expect(told).toEqual(['pipeline-fixed (triggered)']);
    expect(await after(bob, () => undefined)).toEqual([]);
  });

  it('that were failing before the watch began stay silent', async () => {
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);

    expect(await after(await watch('bob', 'all'), () => undefined)).toEqual([]);
  });
});
