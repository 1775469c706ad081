import { describe, expect, it } from '@jest/globals';
import { useLoopbackGithub } from '../github-bench.js';
import { aRun, at } from '../github-items.js';
import { FAILED, RUNNING, RUNS, serveRuns, started, subjectsOf } from './served-runs.js';

const github = useLoopbackGithub();

/** The run 5000, once 30 newer ones have taken its place and it was asked for by itself. */
async function afterTheFirstPage(run: Parameters<typeof aRun>[1]) {
  const runs = serveRuns(github(), [aRun(5_000, run)]);
  const poller = await started(github());
  for (let id = 5_001; id <= 5_030; id += 1) runs.set(id, aRun(id, { created_at: at(id - 5_000) }));
  await poller.read();
  await poller.read();
  poller.gate.take();
  return { runs, poller };
}

describe('a run', () => {
  it('that left the first page before it ended is asked for by itself, free while it runs', async () => {
    const old = { created_at: at(-9_000), run_started_at: at(-9_000) };
    const { runs, poller } = await afterTheFirstPage({ ...RUNNING, ...old });

    const idle = await poller.read();
    const cost = poller.gate.take();
    runs.set(5_000, aRun(5_000, { ...old, updated_at: at(100) }));
    const [ended] = await subjectsOf(poller);
    const settled = await poller.read();

    expect(idle).toMatchObject({ hasChanged: false, isRunning: true });
    expect(cost).toEqual({ requests: 2, charged: 0 });
    expect(ended).toMatchObject({ id: '5000', status: 'success', finishedAt: at(100) });
    expect(settled.isRunning).toBe(false);
    expect(github().takeLog().slice(-1)).toEqual([`304 ${RUNS}`]);
  });

  it.each(['failure', 'cancelled'])(
    'that ended with %s is seen to be started again after it has left the first page, free until then',
    async (conclusion) => {
      const old = { created_at: at(-9_000), run_started_at: at(-9_000) };
      const { runs, poller } = await afterTheFirstPage({ status: 'completed', conclusion, ...old });

      const idle = await poller.read();
      const cost = poller.gate.take();
      runs.set(5_000, aRun(5_000, { ...RUNNING, ...old, run_attempt: 2, updated_at: at(100) }));
      const [again] = await subjectsOf(poller);
      runs.set(5_000, aRun(5_000, { ...old, run_attempt: 2, updated_at: at(200) }));
      const [ended] = await subjectsOf(poller);

      expect(idle).toMatchObject({ hasChanged: false, isRunning: false });
      expect(cost).toEqual({ requests: 2, charged: 0 });
      expect(again).toMatchObject({ id: '5000', status: 'running', attempt: 2 });
      expect(ended).toMatchObject({ id: '5000', status: 'success', attempt: 2 });
    },
  );

  it('is one of five that failed last, of which each has its turn', async () => {
    const runs = serveRuns(github(), []);
    for (let id = 5_000; id < 5_008; id += 1)
      runs.set(id, aRun(id, { ...FAILED, created_at: at(id - 9_000) }));
    const poller = await started(github());
    for (let id = 5_008; id <= 5_037; id += 1) runs.set(id, aRun(id, { created_at: at(id - 5_000) }));
    for (let read = 0; read < 10; read += 1) await poller.read();
    github().takeLog();

    for (let read = 0; read < 5; read += 1) await poller.read();

    const asked = github()
      .takeLog()
      .filter((line) => line !== `304 ${RUNS}`);
    expect(asked.toSorted()).toEqual([3, 4, 5, 6, 7].map((run) => `304 ${RUNS}/500${run}`));
  });
});
