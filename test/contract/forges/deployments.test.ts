import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import type { DeploymentOutcome } from '../../simulator/deployment-world.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** Those who watch are maintainers. */
const WAITING = { gitlab: 'deployment-waiting (approver)', github: 'deployment-waiting' } as const;

describe.each(['gitlab', 'github'] as const)('deployments on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    clock = forge.clock;
  });

  afterEach(() => forge.close());

  function deploy(environment: string): number {
    const id = forge.world.startDeployment(APP, { by: 'bob', environment });
    clock.advance(MINUTE);
    return id;
  }

  function end(id: number, outcome: DeploymentOutcome): void {
    forge.world.endDeployment(APP, id, outcome);
    clock.advance(MINUTE);
  }

  it('that ended before are first seen in silence', async () => {
    end(deploy('production'), 'failed');
    const alice = await forge.watch('alice', 'all');

    expect(await alice.read()).toEqual([]);
  });

  it('to production are told to the team when they end, and all along to those who want all', async () => {
    const [team, all] = [await forge.watch('alice', 'team'), await forge.watch('alice', 'all')];
    const participating = await forge.watch('bob');
    const id = deploy('production');
    const begun = [await team.read(), await all.read()];
    end(id, 'success');
    end(deploy('production'), 'failed');

    expect(begun).toEqual([[], ['deployment-started']]);
    expect(await team.read()).toEqual(['deployment-succeeded', 'deployment-failed']);
    expect(await all.read()).toEqual(['deployment-succeeded', 'deployment-failed']);
    expect([...(await team.read()), ...(await all.read()), ...(await participating.read())]).toEqual([]);
  });

  it('to other environments are told to who started them', async () => {
    const [bob, alice] = [await forge.watch('bob', 'team'), await forge.watch('alice', 'team')];
    const id = deploy('staging');
    const begun = await bob.read();
    end(id, 'failed');

    expect(begun).toEqual([]);
    expect(await bob.read()).toEqual(['deployment-failed (triggered)']);
    expect(await alice.read()).toEqual([]);
  });

  it('that were under way when the watch began are told when they end', async () => {
    const id = deploy('production');
    const alice = await forge.watch('alice', 'team');
    end(id, 'success');

    expect(await alice.read()).toEqual(['deployment-succeeded']);
  });

  it('that are given up are told once, to who started them and to those who want all', async () => {
    const [bob, alice] = [await forge.watch('bob', 'team'), await forge.watch('alice', 'all')];
    const onlooker = await forge.watch('carol', 'team');
    const readers = [bob, alice, onlooker];
    const id = deploy('production');
    for (const reader of readers) await reader.read();
    end(id, 'canceled');
    const told: (readonly string[])[] = [];
    for (const reader of readers) told.push(await reader.read(), await reader.read());

    expect(told).toEqual([['deployment-canceled (triggered)'], [], ['deployment-canceled'], [], [], []]);
    expect(alice.seen('deployment')).toMatchObject([{ id: String(id), status: 'canceled' }]);
  });

  it('that wait name the pipeline that does them', async () => {
    const alice = await forge.watch('alice', 'all');
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    const deployment = forge.world.holdDeployment(APP, id, { by: 'bob', environment: 'live' });
    clock.advance(MINUTE);

    expect(await alice.read()).toContain(WAITING[kind]);
    expect(alice.seen('deployment')).toMatchObject([
      { id: String(deployment), environment: 'live', status: 'waiting', pipelineId: String(id) },
    ]);
  });

  it('that wait one after another in one pipeline are each told with its pipeline', async () => {
    const alice = await forge.watch('alice', 'all');
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    const told: string[][] = [];
    for (const environment of ['staging', 'live']) {
      forge.world.holdDeployment(APP, id, { by: 'bob', environment });
      clock.advance(MINUTE);
      told.push([...(await alice.read())].filter((type) => type.includes('-waiting')).sort());
    }

    // The simulated GitLab has both of them in one stage.
    const waiting = kind === 'github' ? 'pipeline-waiting (approver)' : 'pipeline-waiting';
    const second = kind === 'github' ? [waiting] : [];
    expect(told).toEqual([
      [WAITING[kind], waiting],
      [WAITING[kind], ...second],
    ]);
  });

  it('that wait are told once to who started them, and on GitHub, which says who may, to who may approve', async () => {
    const [alice, bob] = [await forge.watch('alice'), await forge.watch('bob')];
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.holdDeployment(APP, id, { by: 'bob', environment: 'live' });
    clock.advance(MINUTE);

    expect(await alice.read()).toEqual(kind === 'github' ? ['pipeline-waiting (approver)'] : []);
    expect(await bob.read()).toEqual(['pipeline-waiting (triggered)']);
    expect([...(await alice.read()), ...(await bob.read())]).toEqual([]);
  });

  it('that wait are told to whom their rules name, where the team is told of deployments', async () => {
    const [alice, carol] = [await forge.watch('alice', 'team'), await forge.watch('carol', 'team')];
    const { id } = forge.world.startPipeline(APP, { by: 'bob' });
    forge.world.holdDeployment(APP, id, { by: 'bob', environment: 'live', approver: 'carol' });
    clock.advance(MINUTE);

    const told = kind === 'gitlab' ? WAITING.gitlab : 'pipeline-waiting (approver)';
    expect([await alice.read(), await carol.read()]).toEqual([[], [told]]);
    expect([...(await alice.read()), ...(await carol.read())]).toEqual([]);
  });

  it('that take the place of others tell nothing of those', async () => {
    const alice = await forge.watch('alice', 'all');
    end(deploy('production'), 'success');
    await alice.read();
    end(deploy('production'), 'success');

    expect(await alice.read()).toEqual(['deployment-succeeded']);
    expect(await alice.read()).toEqual([]);
  });
});
