import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../../src/domain/time.js';
import type { Order } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();

function startRun(): string {
  return String(bench().world.startPipeline(APP, { by: 'alice' }).id);
}

function failedRun(): string {
  const id = startRun();
  bench().world.finishPipeline(APP, Number(id), 'failed', [{ name: 'lint' }]);
  return id;
}

const retry = (pipelineId: string, jobs: 'failed' | 'all' = 'failed'): Order => ({
  action: 'retry-pipeline',
  pipelineId,
  jobs,
});
const cancel = (pipelineId: string): Order => ({ action: 'cancel-pipeline', pipelineId });
const statusOf = async (id: string) => (await bench().look('bob', { kind: 'pipeline', id })).pipeline;

describe('retrying a run', () => {
  it.each([
    ['failed', 'rerun-failed-jobs'],
    ['all', 'rerun'],
  ] as const)('runs its %s jobs again, in one write', async (jobs, path) => {
    const id = failedRun();

    await bench().perform('bob', retry(id, jobs));

    expect(await statusOf(id)).toMatchObject({ status: 'pending', attempt: 2 });
    expect(
      bench()
        .writes()
        .map(({ url }) => url.split('/').at(-1)),
    ).toEqual([path]);
  });

  it('is refused while it runs, where nothing failed, and after a month', async () => {
    const running = startRun();
    const passed = startRun();
    bench().world.finishPipeline(APP, Number(passed), 'success');
    const old = failedRun();

    await expect(bench().perform('bob', retry(running))).rejects.toMatchObject({ code: 'state' });
    await expect(bench().perform('bob', retry(passed))).rejects.toMatchObject({ code: 'nothing-to-do' });
    bench().github.clock.advance(31 * DAY);
    await expect(bench().perform('bob', retry(old))).rejects.toMatchObject({ code: 'too-old' });
  });
});

describe('cancelling a run', () => {
  it('ends it, and is refused once it has ended', async () => {
    const id = startRun();

    await bench().perform('bob', cancel(id));

    expect(await statusOf(id)).toMatchObject({ status: 'canceled' });
    await expect(bench().perform('bob', cancel(id))).rejects.toMatchObject({
      name: 'ActionRefused',
      code: 'state',
      words: 'Cannot cancel a workflow run that is completed.',
    });
  });
});

describe('deciding a deployment', () => {
  async function waiting(): Promise<{ readonly pipelineId: string; readonly deploymentId: string }> {
    const pipelineId = startRun();
    bench().world.blockPipeline(APP, Number(pipelineId));
    const look = await bench().look('bob', { kind: 'pipeline', id: pipelineId });
    return { pipelineId, deploymentId: look.waitingDeployments[0]?.id ?? '' };
  }

  it.each([
    ['approved', 'running'],
    ['rejected', 'failed'],
  ] as const)('that is %s leaves the run %s', async (verdict, status) => {
    const one = await waiting();

    await bench().perform('bob', { action: 'decide-deployment', ...one, verdict });

    expect(await statusOf(one.pipelineId)).toMatchObject({ status });
  });

  it('is refused once it was decided', async () => {
    const order: Order = { action: 'decide-deployment', ...(await waiting()), verdict: 'approved' };
    await bench().perform('bob', order);

    await expect(bench().perform('carol', order)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a manual job', () => {
  it('is nothing that GitHub knows', async () => {
    await expect(bench().perform('bob', { action: 'play-job', jobId: '7' })).rejects.toMatchObject({
      code: 'unsupported',
    });
    expect(bench().writes()).toEqual([]);
  });
});

describe('an order about a run', () => {
  it.each([
    ['retry', () => retry(failedRun())],
    ['cancel', () => cancel(startRun())],
  ])('to %s is refused to readers, to readers’ tokens and where the run is gone', async (_what, order) => {
    const { world } = bench();
    world.setRole(APP, 'carol', 'read');
    const given = order();

    await expect(bench().perform('carol', given)).rejects.toMatchObject({ code: 'role' });
    await expect(
      bench().perform('bob', given, { kind: 'fine-grained', scopes: ['actions=read'] }),
    ).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', { ...given, pipelineId: '99' } as Order)).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
  });
});
