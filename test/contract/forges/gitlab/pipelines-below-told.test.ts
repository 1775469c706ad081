import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../../src/domain/time.js';
import type { GitlabExtras } from '../../../simulator/gitlab/gitlab-extras.js';
import type { ForgeWorld } from '../../../simulator/forge-world.js';
import type { Reader } from '../reader.js';
import { APP, startWatchedForge, type WatchedForge } from '../watched-forge.js';

const LIB = 'acme/lib';

let forge: WatchedForge;
let world: ForgeWorld & GitlabExtras;
let bob: Reader;
let id: number;

beforeEach(async () => {
  forge = await startWatchedForge('gitlab', ['alice', 'bob']);
  world = forge.world as ForgeWorld & GitlabExtras;
  world.addProject(LIB, { members: ['bob'], isPrivate: true });
  forge.clock.advance(HOUR);
  bob = await forge.watch('bob');
  id = world.startPipeline(APP, { by: 'bob' }).id;
});

afterEach(() => forge.close());

async function after(happen: () => void, reader = bob): Promise<readonly string[]> {
  happen();
  forge.clock.advance(2 * MINUTE);
  return (await reader.read()).filter((told) => told.startsWith('pipeline-'));
}

const WAITING = ['pipeline-waiting (triggered)'];

describe('a pipeline below another one', () => {
  it('is told when it comes to wait, after its parent has passed, once', async () => {
    const child = world.startChild(APP, id, { name: 'deploy', by: 'bob' });
    await after(() => world.finishPipeline(APP, id, 'success'));

    expect(await after(() => world.blockPipeline(APP, child))).toEqual(WAITING);
    expect(await after(() => undefined)).toEqual([]);
  });

  it('is told when its parent runs on for its sake, also when it is of another project', async () => {
    const options = { name: 'lib', by: 'bob', downstreamPath: LIB, isAwaited: true };
    const child = world.startChild(APP, id, options);
    await after(() => undefined);

    expect(await after(() => world.blockPipeline(LIB, child))).toEqual(WAITING);
    expect(bob.seen('pipeline')).toMatchObject([
      { status: 'running', waitingChildren: [{ name: 'lib', waitingJobs: [{ name: 'deploy' }] }] },
    ]);
  });

  it('is told when it fails though its parent has passed, with its jobs, once', async () => {
    const child = world.startChild(APP, id, { name: 'deploy', by: 'bob' });
    await after(() => world.finishPipeline(APP, id, 'success'));

    const told = await after(() => world.finishPipeline(APP, child, 'failed', [{ name: 'push' }]));

    expect(told).toEqual(['pipeline-child-failed (triggered)']);
    expect(bob.seen('pipeline')).toMatchObject([
      { status: 'success', failedChildren: [{ name: 'deploy', failedJobs: [{ name: 'push' }] }] },
    ]);
    expect(await after(() => undefined)).toEqual([]);
  });

  it('is told as the failure of its parent where that fails with it', async () => {
    const child = world.startChild(APP, id, { name: 'deploy', by: 'bob', isAwaited: true });
    await after(() => undefined);

    const told = await after(() => {
      world.finishPipeline(APP, child, 'failed', [{ name: 'push' }]);
      world.finishPipeline(APP, id, 'failed');
    });

    expect(told).toEqual(['pipeline-failed (triggered)']);
  });

  it('is told two levels down', async () => {
    const child = world.startChild(APP, id, { name: 'outer', by: 'bob', isAwaited: true });
    const below = world.startChild(APP, child, { name: 'inner', by: 'bob', isAwaited: true });
    await after(() => undefined);

    expect(await after(() => world.blockPipeline(APP, below))).toEqual(WAITING);
  });

  it('is told to nobody who may not see it', async () => {
    const alice = await forge.watch('alice', 'all');
    const { id: other } = world.startPipeline(APP, { by: 'bob' });
    const child = world.startChild(APP, other, { name: 'lib', by: 'bob', downstreamPath: LIB });
    world.blockPipeline(LIB, child);

    expect(await after(() => undefined, alice)).toEqual(['pipeline-started']);
  });
});

it('a pipeline that only waits for its time is shown, and told to nobody', async () => {
  await after(() => undefined);

  expect(await after(() => world.delayPipeline(APP, id))).toEqual([]);
  expect(bob.seen('pipeline')).toMatchObject([
    { status: 'pending', waitingJobs: [{ name: 'rollout', isDelayed: true }] },
  ]);
});
