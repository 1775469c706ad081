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

  it('of a schedule are their owner’s, and say what started them', async () => {
    const bob = await watch('bob');

    const told = await after(bob, () => {
      const { id } = forge.world.startPipeline(APP, { by: 'bob', isScheduled: true });
      forge.world.finishPipeline(APP, id, 'failed', [{ name: 'nightly', stage: 'test' }]);
    });

    expect(told).toEqual(['pipeline-failed (triggered)']);
    expect(bob.seen('pipeline')).toMatchObject([{ source: 'schedule' }]);
  });

  it('that are canceled are told once, to who started them and to those who want all, and go on when they are retried', async () => {
    const { world } = forge;
    const [bob, alice, carol] = [await watch('bob'), await watch('alice', 'all'), await watch('carol')];
    const { id } = world.startPipeline(APP, { by: 'bob' });
    await after(alice, () => undefined);
    const canceled = [
      await after(bob, () => world.finishPipeline(APP, id, 'canceled')),
      await after(alice, () => undefined),
      await after(carol, () => undefined),
    ];
    const further = [
      await after(bob, () => undefined),
      await after(alice, () => world.retryPipeline(APP, id, 'bob')),
      await after(alice, () => world.finishPipeline(APP, id, 'canceled')),
    ];

    expect(canceled).toEqual([['pipeline-canceled (triggered)'], ['pipeline-canceled'], []]);
    expect(further).toEqual([[], ['pipeline-started'], ['pipeline-canceled']]);
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

  it('are told attempt by attempt, and called flaky where a retry of the same commit passes', async () => {
    const { world } = forge;
    const carol = await watch('carol', 'all');
    const { id } = world.startPipeline(APP, { by: 'bob' });
    const told = [
      await after(carol, () => undefined),
      await after(carol, () =>
        world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }, { name: 'e2e' }]),
      ),
      await after(carol, () => world.retryPipeline(APP, id, 'bob')),
      await after(carol, () => world.finishPipeline(APP, id, 'success')),
      await after(carol, () => undefined),
    ];

    expect(told).toEqual([
      ['pipeline-started'],
      ['pipeline-failed'],
      ['pipeline-started'],
      ['pipeline-fixed'],
      [],
    ]);
    const [seen] = carol.seen('pipeline');
    expect(seen).toMatchObject({ status: 'success', attempt: 2 });
    expect(seen?.flakyJobs?.toSorted()).toEqual(['e2e', 'unit']);
  });

  it('are called flaky also where a job failed and was tried again between two looks', async () => {
    const { world } = forge;
    const carol = await watch('carol', 'all');
    const { id } = world.startPipeline(APP, { by: 'bob' });
    await after(carol, () => undefined);

    await after(carol, () => {
      world.finishPipeline(APP, id, 'failed', [{ name: 'e2e' }]);
      world.retryPipeline(APP, id, 'bob');
      world.blockPipeline(APP, id);
    });
    const told = await after(carol, () => world.finishPipeline(APP, id, 'success'));

    expect(told).toEqual(['pipeline-succeeded']);
    expect(carol.seen('pipeline')).toMatchObject([{ status: 'success', flakyJobs: ['e2e'] }]);
  });

  it('that passed, ran again and passed again mended nothing, and are not flaky', async () => {
    const { world } = forge;
    const carol = await watch('carol', 'all');
    const { id } = world.startPipeline(APP, { by: 'bob' });
    // GitLab runs a success again only for what failed in it and may.
    world.finishPipeline(APP, id, 'success', kind === 'gitlab' ? [{ name: 'lint' }] : []);

    const told = [
      await after(carol, () => undefined),
      await after(carol, () => world.retryPipeline(APP, id, 'bob')),
      await after(carol, () => world.finishPipeline(APP, id, 'success')),
    ];

    expect(told).toEqual([['pipeline-succeeded'], ['pipeline-started'], ['pipeline-succeeded']]);
    expect(carol.seen('pipeline')).toMatchObject([
      { attempt: 2, flakyJobs: null, previousOutcome: 'success' },
    ]);
  });

  it('say how long they usually take on that branch once they took much longer', async () => {
    const carol = await watch('carol', 'all');
    const run = async (minutes: number): Promise<void> => {
      const { id } = forge.world.startPipeline(APP, { by: 'bob' });
      clock.advance(minutes * MINUTE);
      forge.world.finishPipeline(APP, id, 'success');
      await carol.read();
    };
    for (let count = 0; count < 5; count += 1) await run(6);
    await run(20);

    const usual = carol.seen('pipeline').map(({ usualSeconds }) => usualSeconds);
    expect(usual.filter((seconds) => seconds !== null)).toEqual([360]);
  });

  it('that were failing before the watch began stay silent', async () => {
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.finishPipeline(APP, id, 'failed', [{ name: 'unit', stage: 'test' }]);

    expect(await after(await watch('bob', 'all'), () => undefined)).toEqual([]);
  });
});
