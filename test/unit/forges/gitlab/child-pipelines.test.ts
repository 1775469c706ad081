import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { Pipeline } from '../../../../src/domain/subjects/pipeline.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, BOB, rawPipeline } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  list();
});

afterEach(() => gitlab.stop());

const PATH = '/projects/10/pipelines';

function read(cursor: FeedReading['cursor'] | null = null, isForViewerOnly = false): Promise<FeedReading> {
  return gitlab.read({ kind: 'pipelines', project: APP, cursor, isForViewerOnly });
}

/** At that minute. */
function readAt(minute: number, { cursor }: FeedReading): Promise<FeedReading> {
  gitlab.clock.now = at(minute);
  gitlab.takePaths();
  return read(cursor);
}

function shown(reading: FeedReading): readonly Pipeline[] {
  return reading.sightings.map(({ subject }) => subject as Pipeline);
}

function list(...rows: readonly ReturnType<typeof rawPipeline>[]): void {
  gitlab.on(PATH, rows);
  for (const row of rows) {
    gitlab.on(`${PATH}/${row.id}`, { user: ALICE, finished_at: null, duration: null, ...row });
  }
}

/** A job of a pipeline that starts the pipeline `id` of project 11. */
function trigger(id: number, status: string, more: object = {}) {
  return {
    id: 5_000 + id,
    name: `child-${id}`,
    stage: 'deploy',
    status: 'success',
    downstream_pipeline: { id, project_id: 11, status, web_url: `https://x/${id}`, updated_at: at(2) },
    ...more,
  };
}

function bridges(place: string, ...rows: readonly object[]): void {
  gitlab.on(`/projects/${place}/bridges`, rows);
}

function manualJob(place: string, id: number): void {
  gitlab.on(`/projects/${place}/jobs`, [
    { id, name: `go-${id}`, stage: 'live', status: 'manual', allow_failure: false },
  ]);
}

/** A pipeline that began after the first read, and was read once. */
async function begun(more: object = {}): Promise<FeedReading> {
  const { cursor } = await read();
  list(rawPipeline(401, { updated_at: at(1), ...more }));
  return readAt(1, await read(cursor));
}

const askedForChildren = () => gitlab.takePaths().filter((path) => path.endsWith('/bridges'));

describe('children of a pipeline', () => {
  it('that wait are told with their jobs, though the parent stands as it stood', async () => {
    bridges('10/pipelines/401', trigger(7, 'running'));
    const started = await begun();
    bridges('10/pipelines/401', trigger(7, 'manual'));
    manualJob('11/pipelines/7', 70);

    const reading = await readAt(3, started);

    expect(shown(reading)).toMatchObject([
      {
        id: '401',
        status: 'running',
        updatedAt: at(1),
        waitingChildren: [
          {
            id: '7',
            projectId: '11',
            name: 'child-7',
            url: 'https://x/7',
            waitingJobs: [{ id: '70', name: 'go-70', stage: 'live', isDelayed: false }],
          },
        ],
      },
    ]);
  });

  it('are followed after their parent has passed, and keep it under a close look', async () => {
    bridges('10/pipelines/401', trigger(7, 'running'));
    const ended = await begun({ status: 'success', finished_at: at(1) });
    expect(ended.isRunning).toBe(true);
    bridges('10/pipelines/401', trigger(7, 'manual'));
    manualJob('11/pipelines/7', 70);

    const reading = await readAt(3, ended);

    expect(shown(reading)).toMatchObject([{ status: 'success', waitingChildren: [{ id: '7' }] }]);
    expect(reading.isRunning).toBe(false);
  });

  it('are looked at once a minute, and less often the longer they stand still', async () => {
    bridges('10/pipelines/401', trigger(7, 'running'));
    let reading = await begun();
    const asked: number[] = [];
    for (let minute = 1.25; minute <= 61; minute += 0.25) {
      reading = await readAt(minute, reading);
      if (askedForChildren().includes('/projects/10/pipelines/401/bridges')) asked.push(minute);
    }

    expect(asked.slice(0, 3)).toEqual([2, 3, 4]);
    expect(asked.length).toBeLessThan(22);
  });

  it('and theirs are not looked at again once it is known that there are none', async () => {
    bridges('10/pipelines/401', trigger(7, 'running'));
    bridges('11/pipelines/7');
    const started = await begun();

    await readAt(3, started);

    expect(askedForChildren()).toEqual(['/projects/10/pipelines/401/bridges']);
  });

  it('of children are told, and those below them are not', async () => {
    bridges('10/pipelines/401', trigger(7, 'running'));
    bridges('11/pipelines/7', trigger(8, 'manual'), trigger(9, 'running'));
    bridges('11/pipelines/9', trigger(10, 'manual'));
    manualJob('11/pipelines/8', 80);

    const reading = await begun();

    const [pipeline] = gitlab.snapshots.values();
    expect(pipeline).toMatchObject({
      waitingChildren: [{ id: '8', name: 'child-7 › child-8', waitingJobs: [{ name: 'go-80' }] }],
    });
    expect(reading.isRunning).toBe(true);
  });

  it('are five at most, and two of each of them', async () => {
    const many = [1, 2, 3, 4, 5, 6];
    bridges('10/pipelines/401', ...many.map((id) => trigger(id, 'running')));
    for (const id of many)
      bridges(`11/pipelines/${id}`, ...[10, 20, 30].map((below) => trigger(below + id, 'manual')));

    await begun();

    const [pipeline] = [...gitlab.snapshots.values()] as Pipeline[];
    expect(pipeline?.waitingChildren?.map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5].flatMap((id) => [String(10 + id), String(20 + id)]),
    );
  });

  it('are forgotten once they have ended, with what they waited for', async () => {
    bridges('10/pipelines/401', trigger(7, 'manual'));
    manualJob('11/pipelines/7', 70);
    const started = await begun();
    bridges('10/pipelines/401', trigger(7, 'success'));

    const ended = await readAt(3, started);
    await readAt(9, ended);

    expect(shown(ended)).toMatchObject([{ waitingChildren: [] }]);
    expect(askedForChildren()).toEqual([]);
  });

  it('that wait on keep no parent hot which only waits for them', async () => {
    bridges('10/pipelines/401', trigger(7, 'manual', { status: 'running' }));
    manualJob('11/pipelines/7', 70);
    const started = await begun();

    expect(started.isRunning).toBe(true);
    expect((await readAt(5, started)).isRunning).toBe(true);
    expect((await readAt(20, started)).isRunning).toBe(false);
  });

  it('whose jobs are out of reach are named without them', async () => {
    bridges('10/pipelines/401', trigger(7, 'manual'));

    await begun();

    expect([...gitlab.snapshots.values()]).toMatchObject([
      { waitingChildren: [{ id: '7', waitingJobs: [] }] },
    ]);
  });

  it('are not asked for where nobody hears of the parent, nor where it has none', async () => {
    const { cursor } = await read();
    list(rawPipeline(401, { user: BOB, updated_at: at(1) }), rawPipeline(402, { updated_at: at(1) }));
    const first = await read(cursor, true);
    expect(askedForChildren()).toEqual(['/projects/10/pipelines/402/bridges']);
    list(
      rawPipeline(401, { user: BOB, updated_at: at(2), status: 'success' }),
      rawPipeline(402, { updated_at: at(2), status: 'success' }),
    );

    await read(first.cursor, true);

    expect(askedForChildren()).toEqual([]);
  });
});

describe('a pipeline that waits', () => {
  it('with its child names the child', async () => {
    bridges('10/pipelines/401', trigger(7, 'manual', { status: 'manual' }));
    manualJob('11/pipelines/7', 70);
    gitlab.on(`${PATH}/401/jobs`, []);

    await begun({ status: 'manual' });

    expect([...gitlab.snapshots.values()]).toMatchObject([
      { status: 'waiting', waitingJobs: [], waitingChildren: [{ id: '7' }] },
    ]);
  });

  it('to start a child names the job that does so', async () => {
    bridges('10/pipelines/401', trigger(7, '', { status: 'manual', downstream_pipeline: null }));
    gitlab.on(`${PATH}/401/jobs`, []);

    await begun({ status: 'manual' });

    expect([...gitlab.snapshots.values()]).toMatchObject([
      {
        status: 'waiting',
        waitingJobs: [{ id: '5007', name: 'child-7', stage: 'deploy', isDelayed: false }],
        waitingChildren: [],
      },
    ]);
  });

  it('for a time alone names its delayed jobs', async () => {
    gitlab.on(`${PATH}/401/jobs`, [
      { id: 3, name: 'rollout', stage: 'live', status: 'scheduled', allow_failure: false },
    ]);

    await begun({ status: 'scheduled' });

    expect([...gitlab.snapshots.values()]).toMatchObject([
      { status: 'pending', waitingJobs: [{ name: 'rollout', isDelayed: true }] },
    ]);
  });
});
