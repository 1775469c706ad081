import type { Pipeline } from '../../../../../src/domain/subjects/pipeline.js';
import { Poller } from '../github-bench.js';
import type { Item } from '../github-items.js';
import type { LoopbackGithub } from '../loopback-github.js';

export const RUNS = '/repos/acme/shop/actions/runs';
export const RUNNING = { status: 'in_progress', conclusion: null };
export const FAILED = { status: 'completed', conclusion: 'failure' };

/** Serves runs, the newest created first, and each by itself. */
export function serveRuns(server: LoopbackGithub, items: readonly Item[]): Map<number, Item> {
  const runs = new Map<number, Item>();
  const put = runs.set.bind(runs);
  runs.set = (id, run) => {
    server.on(`${RUNS}/${id}`, () => ({ body: runs.get(id) }));
    return put(id, run);
  };
  for (const item of items) runs.set(Number(item['id']), item);
  server.list(
    RUNS,
    () =>
      [...runs.values()].sort((one, other) =>
        String(other['created_at']).localeCompare(String(one['created_at'])),
      ),
    'workflow_runs',
  );
  return runs;
}

export async function subjectsOf(poller: Poller): Promise<readonly Pipeline[]> {
  const { sightings } = await poller.read();
  return sightings.map(({ subject }) => subject as Pipeline);
}

export async function started(server: LoopbackGithub): Promise<Poller> {
  const poller = new Poller(server, 'pipelines');
  await poller.read();
  server.takeLog();
  poller.gate.take();
  return poller;
}
