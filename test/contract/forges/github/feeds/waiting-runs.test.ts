import { expect, it } from '@jest/globals';
import type { Pipeline } from '../../../../../src/domain/subjects/pipeline.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { aRun, at } from '../github-items.js';

const RUNS = '/repos/acme/shop/actions/runs';
const github = useLoopbackGithub();

it('a run that waits names the jobs whose environment somebody has to approve, once', async () => {
  let run = aRun(5_001, { status: 'in_progress', conclusion: null });
  github().list(RUNS, () => [run], 'workflow_runs');
  github().list(
    `${RUNS}/5001/jobs`,
    () => [
      { id: 1, name: 'build', status: 'completed', conclusion: 'success' },
      { id: 2, name: 'deploy', status: 'waiting', conclusion: null },
    ],
    'jobs',
  );
  const poller = new Poller(github(), 'pipelines');
  await poller.read();

  const waiting: (Pipeline | undefined)[] = [];
  for (const second of [30, 40]) {
    run = aRun(5_001, { status: 'waiting', conclusion: null, updated_at: at(second) });
    const { sightings } = await poller.read();
    waiting.push(sightings[0]?.subject as Pipeline);
  }

  const named = [{ name: 'deploy', stage: null, isDelayed: false }];
  expect(waiting).toMatchObject([{ waitingJobs: named }, { waitingJobs: named }]);
  expect(
    github()
      .takeLog()
      .filter((entry) => entry.includes('/jobs')),
  ).toHaveLength(1);
});
