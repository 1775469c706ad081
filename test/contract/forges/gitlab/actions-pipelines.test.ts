import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../src/domain/actions/order.js';
import { type ActionsBench, APP, refused, startActionsBench } from './actions-bench.js';

const NOT_FOUND = {
  kind: 'status',
  status: 404,
  contentType: 'application/json',
  body: JSON.stringify({ error: '404 Not Found' }),
} as const;

let bench: ActionsBench;
let id: number;
let pipelineId: string;

beforeEach(async () => {
  bench = await startActionsBench();
  id = bench.world.startPipeline(APP, { by: 'ann' }).id;
  pipelineId = String(id);
});

afterEach(() => bench.close());

const look = () => bench.as('ann').lookAt({ kind: 'pipeline', id: pipelineId });
const status = async () => (await look()).pipeline.status;

describe('retrying a pipeline', () => {
  it('runs what failed once more, under the same id', async () => {
    bench.world.finishPipeline(APP, id, 'failed', [{ name: 'lint' }]);

    const receipt = await bench.as('bob').perform({ action: 'retry-pipeline', pipelineId, jobs: 'failed' });

    expect(receipt).toMatchObject({
      id: pipelineId,
      url: expect.stringMatching(new RegExp(`/pipelines/${id}$`)),
    });
    expect(await status()).toBe('running');
  });

  it('runs what was canceled, too', async () => {
    bench.world.finishPipeline(APP, id, 'canceled');
    await bench.as('bob').perform({ action: 'retry-pipeline', pipelineId, jobs: 'failed' });

    expect(await status()).toBe('running');
  });

  it('does nothing where nothing failed, which GitLab would call a success', async () => {
    bench.world.finishPipeline(APP, id, 'success');

    await expect(
      bench.as('bob').perform({ action: 'retry-pipeline', pipelineId, jobs: 'failed' }),
    ).rejects.toMatchObject(refused('nothing-to-do'));
    expect(bench.writes()).toEqual([]);
  });

  it('runs the jobs again that start other pipelines', async () => {
    bench.world.addProject('team/lib', { members: ['ann'] });
    const child = bench.world.startPipeline('team/lib', { by: 'ann' }).id;
    bench.world.finishPipeline('team/lib', child, 'failed');
    bench.world.addBridge(APP, id, 'team/lib', child);
    bench.world.finishPipeline(APP, id, 'success');
    await bench.as('bob').perform({ action: 'retry-pipeline', pipelineId, jobs: 'failed' });

    expect(bench.writes()).toHaveLength(1);
  });

  it('never runs the whole again', async () => {
    bench.world.finishPipeline(APP, id, 'failed');

    await expect(
      bench.as('bob').perform({ action: 'retry-pipeline', pipelineId, jobs: 'all' }),
    ).rejects.toMatchObject(refused('unsupported'));
  });
});

describe('canceling a pipeline', () => {
  const order = (): Order => ({ action: 'cancel-pipeline', pipelineId });

  it('stops it, once', async () => {
    await bench.as('bob').perform(order());

    expect(await status()).toBe('canceled');
    await expect(bench.as('bob').perform(order())).rejects.toMatchObject(refused('already-done'));
  });

  it('is too late for what has ended', async () => {
    bench.world.finishPipeline(APP, id, 'success');

    await expect(bench.as('bob').perform(order())).rejects.toMatchObject(refused('state'));
    expect(bench.writes()).toEqual([]);
  });

  it('comes to nothing where a job waits to be played, which GitLab would call a success', async () => {
    bench.world.blockPipeline(APP, id);

    await expect(bench.as('bob').perform(order())).rejects.toMatchObject(refused('state'));
    expect(bench.writes()).toEqual([]);
    expect(await status()).toBe('waiting');
  });
});

describe('running a pipeline', () => {
  const order = (changes: { ref?: string; variables?: Record<string, string> } = {}): Order => ({
    action: 'run-pipeline',
    ref: 'main',
    workflowId: null,
    variables: {},
    ...changes,
  });

  it('takes variables, whatever their names', async () => {
    const receipt = await bench
      .as('bob')
      .perform(order({ variables: { deployTo: 'live', WHO: 'me & you' } }));

    const { json } = await bench.ask(`/projects/team%2Fapp/pipelines/${String(receipt.id)}/variables`);
    expect(json).toMatchObject([
      { key: 'deployTo', value: 'live' },
      { key: 'WHO', value: 'me & you' },
    ]);
    expect(receipt.url).toMatch(new RegExp(`/pipelines/${String(receipt.id)}$`));
  });

  it('takes a tag, too', async () => {
    bench.world.pushTag(APP, 'v1', 'ann');

    expect(await bench.as('bob').perform(order({ ref: 'v1' }))).toMatchObject({ id: expect.any(String) });
  });

  it('asks for the role that variables and protected branches need', async () => {
    bench.world.configureProject(APP, { variablesAccessLevel: 40 });
    const bob = bench.as('bob');

    await expect(bob.perform(order({ variables: { A: '1' } }))).rejects.toMatchObject(
      refused('no-variables'),
    );
    await bob.perform(order());
    bench.world.configureProject(APP, { mergeAccessLevel: 40 });
    await expect(bob.perform(order())).rejects.toMatchObject(refused('protected-branch'));
  });

  it('needs a branch that there is', async () => {
    await expect(bench.as('bob').perform(order({ ref: 'nowhere' }))).rejects.toMatchObject({
      ...refused('no-ref'),
      words: 'Reference not found',
    });
  });
});

describe('a manual job', () => {
  it('is played, once', async () => {
    bench.world.blockPipeline(APP, id);
    const [job] = (await look()).playableJobs;
    const order = { action: 'play-job', jobId: job!.id } as const;
    await bench.as('bob').perform(order);

    expect(await status()).toBe('running');
    await expect(bench.as('bob').perform(order)).rejects.toMatchObject({
      ...refused('state'),
      words: 'Unplayable Job',
    });
  });
});

describe('a manual job of a pipeline that was started from here', () => {
  it('is played in its own project', async () => {
    bench.world.addProject('team/lib', { members: ['ann', 'bob'], isPrivate: true });
    const child = bench.world.startChild(APP, id, { name: 'lib', by: 'ann', downstreamPath: 'team/lib' });
    bench.world.blockPipeline('team/lib', child);
    const [job] = (await look()).playableJobs;
    const order = { action: 'play-job', jobId: job!.id, projectId: job!.projectId! } as const;

    await bench.as('bob').perform(order);

    expect((await look()).playableJobs).toEqual([]);
    expect((await bench.ask(`/projects/team%2Flib/pipelines/${child}`)).json).toMatchObject({
      status: 'running',
    });
    await expect(bench.as('rita').perform(order)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a deployment that waits for approval', () => {
  let deploymentId: string;

  beforeEach(() => {
    deploymentId = String(bench.world.holdDeployment(APP, id, { by: 'bob', environment: 'live' }));
  });

  const decide = (login: string, verdict: 'approved' | 'rejected') =>
    bench.as(login).perform({ action: 'decide-deployment', pipelineId, deploymentId, verdict });

  it('is approved, and its job may then be played', async () => {
    await decide('ann', 'approved');
    const { playableJobs, waitingDeployments } = await look();

    expect(waitingDeployments).toEqual([]);
    expect(playableJobs.map(({ name }) => name)).toContain('deploy-live');
    await expect(decide('ann', 'approved')).rejects.toMatchObject(refused('state'));
  });

  it('is refused, and its job may not', async () => {
    await decide('ann', 'rejected');
    const { playableJobs, waitingDeployments } = await look();

    expect(waitingDeployments).toEqual([]);
    expect(playableJobs.map(({ name }) => name)).not.toContain('deploy-live');
  });

  it('is not approved by whoever started it, nor by those who may not', async () => {
    bench.world.addMember(APP, 'gus', 30);

    await expect(decide('bob', 'approved')).rejects.toMatchObject({
      ...refused('own-work'),
      words: expect.stringMatching(/^You cannot approve your own deployment/),
    });
    await expect(decide('gus', 'approved')).rejects.toMatchObject(refused('role'));
  });
});

it('a deployment is decided nowhere but where the plan has approvals', async () => {
  const deploymentId = String(bench.world.holdDeployment(APP, id, { by: 'bob', environment: 'live' }));
  bench.server.faults.add({ path: /approval$/, fault: NOT_FOUND });
  const order = { action: 'decide-deployment', pipelineId, deploymentId, verdict: 'approved' } as const;

  await expect(bench.as('ann').perform(order)).rejects.toMatchObject(refused('unsupported'));
  await expect(bench.as('ann').perform({ ...order, deploymentId: '999999' })).rejects.toMatchObject({
    name: 'ForgeError',
    code: 'not-found',
  });
});

describe('an order about pipelines', () => {
  const orders = (): readonly Order[] => {
    bench.world.finishPipeline(APP, id, 'failed', [{ name: 'lint' }]);
    const running = bench.world.startPipeline(APP, { by: 'ann' }).id;
    const manual = bench.world.addJob(APP, running, { name: 'clean', status: 'manual' });
    return [
      { action: 'retry-pipeline', pipelineId, jobs: 'failed' },
      { action: 'cancel-pipeline', pipelineId: String(running) },
      { action: 'run-pipeline', ref: 'main', workflowId: null, variables: {} },
      { action: 'play-job', jobId: String(manual) },
    ];
  };

  it('is not for who only reads the project', async () => {
    for (const order of orders()) {
      await expect(bench.as('rita').perform(order)).rejects.toMatchObject(refused('role'));
    }
  });

  it('is not for a token that only reads', async () => {
    for (const order of orders()) {
      await expect(bench.as('bob', ['read_api']).perform(order)).rejects.toMatchObject(refused('scope'));
    }
  });

  it('is for nobody who does not see the project', async () => {
    for (const order of orders()) {
      await expect(bench.as('eve').perform(order)).rejects.toMatchObject({
        name: 'ForgeError',
        code: 'not-found',
      });
    }
  });

  it('is about nothing where the pipeline has gone', async () => {
    const gone = { pipelineId: '999999' };

    await expect(
      bench.as('bob').perform({ action: 'retry-pipeline', jobs: 'failed', ...gone }),
    ).rejects.toMatchObject({ name: 'ForgeError', code: 'not-found' });
    await expect(bench.as('bob').perform({ action: 'cancel-pipeline', ...gone })).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
    await expect(bench.as('bob').perform({ action: 'play-job', jobId: '999999' })).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
  });
});
