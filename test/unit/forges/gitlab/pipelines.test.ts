import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { Pipeline } from '../../../../src/domain/subjects/pipeline.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, rawPipeline } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function read(cursor: FeedReading['cursor'] | null = null): Promise<FeedReading> {
  return gitlab.read({ kind: 'pipelines', project: APP, cursor });
}

function shown(reading: FeedReading): readonly Pipeline[] {
  return reading.sightings.map(({ subject }) => subject as Pipeline);
}

/** The list and each pipeline by itself, which tells more. */
function list(...rows: readonly ReturnType<typeof rawPipeline>[]): void {
  gitlab.on('/projects/10/pipelines', rows);
  for (const row of rows) {
    gitlab.on(`/projects/10/pipelines/${row.id}`, { user: ALICE, finished_at: null, duration: null, ...row });
  }
}

describe('pipelines at first sight', () => {
  it('are one page, silent and without details', async () => {
    list(rawPipeline(402), rawPipeline(401, { status: 'failed', updated_at: at(-5) }));

    const reading = await read();

    expect(shown(reading)).toMatchObject([
      { id: '401', status: 'failed', failedJobs: [], actor: null, attempt: 1 },
      { id: '402', status: 'running' },
    ]);
    expect(reading).toMatchObject({ isRunning: true, cursor: { newestAt: at(0) } });
    expect(gitlab.requests.map(({ path, query }) => `${path}?${query.toString()}`)).toEqual([
      '/api/v4/projects/10/pipelines?order_by=updated_at&sort=desc&per_page=20&page=1',
    ]);
  });

  it('start at the server’s time where there are none', async () => {
    list();

    expect((await read()).cursor).toEqual({ newestAt: at(0), running: {}, families: {} });
  });
});

describe('pipelines afterwards', () => {
  it('cost one request while nothing moves', async () => {
    list(rawPipeline(401, { status: 'success' }));
    const { cursor } = await read();
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, isRunning: false, cursor });
    expect(gitlab.requests.map(({ query }) => query.get('updated_after'))).toEqual([at(-1)]);
  });

  it('that are new are read with their user', async () => {
    list();
    const { cursor } = await read();
    list(rawPipeline(401, { updated_at: at(1) }));
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(shown(reading)).toEqual([
      {
        kind: 'pipeline',
        id: '401',
        projectId: '10',
        number: '401',
        name: null,
        title: null,
        ref: 'main',
        isDefaultBranch: true,
        sha: 'abc',
        status: 'running',
        attempt: 1,
        source: 'push',
        isTag: false,
        actor: { id: '1', login: 'alice', name: 'ALICE' },
        failedJobs: [],
        allowedFailures: [],
        waitingJobs: [],
        failedChildren: [],
        waitingChildren: [],
        previousOutcome: null,
        usualSeconds: null,
        failedBefore: null,
        flakyJobs: null,
        mergeRequestNumber: null,
        mergeRequestAuthor: null,
        url: 'https://gitlab.example.com/team/app/-/pipelines/401',
        createdAt: at(-10),
        updatedAt: at(1),
        finishedAt: null,
        durationSeconds: null,
      },
    ]);
    expect(reading).toMatchObject({ hasChanged: true, isRunning: true, newestAt: new Date(at(1)) });
    expect(gitlab.takePaths()).toEqual([
      '/projects/10/pipelines',
      '/projects/10/pipelines/401',
      '/projects/10/pipelines/401/bridges',
    ]);
  });

  it('on their way cost nothing more once the user is known', async () => {
    list();
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'pending', updated_at: at(1) }));
    const pending = await read(cursor);
    list(rawPipeline(401, { status: 'running', updated_at: at(2) }));
    gitlab.takePaths();

    const reading = await read(pending.cursor);

    expect(shown(reading)).toMatchObject([{ status: 'running', actor: { login: 'alice' } }]);
    expect(gitlab.takePaths()).toEqual(['/projects/10/pipelines']);
  });

  it('that failed name their failed jobs, once, and apart from them those that may fail', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'failed', updated_at: at(2), finished_at: at(2), duration: 120 }));
    gitlab.on('/projects/10/pipelines/401/jobs', [
      { id: 1, name: 'unit', stage: 'test', allow_failure: false, web_url: 'https://x/1' },
      { id: 2, name: 'lint', stage: 'test', allow_failure: true, web_url: 'https://x/2' },
    ]);
    gitlab.takePaths();

    const reading = await read(cursor);
    const queries = gitlab.requests.map(({ query }) => query.toString());
    gitlab.takePaths();
    const again = await read(reading.cursor);

    expect(shown(reading)).toMatchObject([
      {
        status: 'failed',
        attempt: 1,
        finishedAt: at(2),
        durationSeconds: 120,
        failedJobs: [{ id: '1', name: 'unit', stage: 'test', url: 'https://x/1' }],
        allowedFailures: [{ id: '2', name: 'lint', stage: 'test', url: 'https://x/2' }],
      },
    ]);
    expect(reading.isRunning).toBe(false);
    expect(queries[2]).toBe('scope%5B%5D=failed&include_retried=false&per_page=100&page=1');
    expect(again.sightings).toEqual([]);
    expect(gitlab.takePaths()).toEqual(['/projects/10/pipelines']);
  });

  it('fail without names where the jobs are out of reach', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'failed', updated_at: at(2) }));

    expect(shown(await read(cursor))).toMatchObject([{ status: 'failed', failedJobs: [] }]);
  });

  it('count a retry, seen running or only by its second end', async () => {
    list(rawPipeline(401));
    let { cursor } = await read();
    const attempts: number[] = [];
    for (const [minute, status] of [
      [1, 'failed'],
      [2, 'running'],
      [3, 'failed'],
      [4, 'success'],
    ] as const) {
      const finished_at = status === 'running' ? null : at(minute);
      list(rawPipeline(401, { status, updated_at: at(minute), finished_at }));
      const reading = await read(cursor);
      cursor = reading.cursor;
      attempts.push(shown(reading)[0]?.attempt ?? 0);
    }

    expect(attempts).toEqual([1, 2, 2, 3]);
  });

  it('that had ended before the first sight are no retry when they are merely touched', async () => {
    list(rawPipeline(401, { status: 'failed', updated_at: at(-5) }));
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'failed', updated_at: at(3), finished_at: at(-6) }));

    expect(shown(await read(cursor))).toMatchObject([{ attempt: 1, finishedAt: at(-6) }]);
  });

  it('that had ended before the first sight are a retry when they run again', async () => {
    list(rawPipeline(401, { status: 'failed', updated_at: at(-5) }));
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'failed', updated_at: at(3), finished_at: at(3) }));

    expect(shown(await read(cursor))).toMatchObject([{ attempt: 2 }]);
  });

  it('keep the feed running while a long job has left the window of the list', async () => {
    list(rawPipeline(401, { updated_at: at(-30) }), rawPipeline(402, { status: 'success' }));
    const { cursor } = await read();
    list(rawPipeline(402, { status: 'success' }));

    const quiet = await read(cursor);
    list(rawPipeline(401, { status: 'success', updated_at: at(5) }));
    const ended = await read(quiet.cursor);

    expect(quiet).toMatchObject({ isRunning: true, hasChanged: false });
    expect(ended.isRunning).toBe(false);
  });

  it('do not keep the feed running for days, nor while they wait for a person', async () => {
    list(
      rawPipeline(403, { status: 'success' }),
      rawPipeline(402, { status: 'manual' }),
      rawPipeline(401, { updated_at: at(-25 * 60) }),
    );

    expect((await read()).isRunning).toBe(false);
  });

  it('go on to further pages only for what is newer', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    const rows = Array.from({ length: 25 }, (_, index) => rawPipeline(500 + index, { updated_at: at(9) }));
    list(...rows);
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(reading.sightings).toHaveLength(10);
    expect(reading.hasMore).toBe(true);
    expect(gitlab.takePaths().filter((path) => path === '/projects/10/pipelines')).toHaveLength(2);
  });

  it('carry over what the cycle made of the history', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    const before = gitlab.snapshots.get('pipeline:401') as Pipeline;
    gitlab.snapshots.set('pipeline:401', { ...before, previousOutcome: 'failed' });
    list(rawPipeline(401, { status: 'success', updated_at: at(1) }));

    expect(shown(await read(cursor))).toMatchObject([{ previousOutcome: 'failed' }]);
  });
});

describe('a pipeline', () => {
  it.each([
    ['created', 'pending'],
    ['waiting_for_resource', 'pending'],
    ['preparing', 'pending'],
    ['waiting_for_callback', 'pending'],
    ['pending', 'pending'],
    ['scheduled', 'pending'],
    ['running', 'running'],
    ['canceling', 'running'],
    ['manual', 'waiting'],
    ['success', 'success'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['skipped', 'skipped'],
    ['of_next_year', 'pending'],
    ['constructor', 'pending'],
  ])('that is %s counts as %s', async (status, expected) => {
    list(rawPipeline(401, { status }));

    expect(shown(await read())).toMatchObject([{ status: expected }]);
  });

  it.each([
    ['refs/merge-requests/7/head', '!7', '7'],
    ['refs/merge-requests/8/merge', '!8', '8'],
    ['feature/x', 'feature/x', null],
  ])('of %s belongs to %s', async (ref, shownRef, mergeRequestNumber) => {
    list(rawPipeline(401, { ref }));

    expect(shown(await read())).toMatchObject([
      { ref: shownRef, mergeRequestNumber, isDefaultBranch: false },
    ]);
  });

  it('that is odd is left out', async () => {
    list(rawPipeline(402), rawPipeline(401, { created_at: null }));

    const reading = await read();

    expect(reading).toMatchObject({ dropped: 1, sightings: [{ subject: { id: '402' } }] });
  });
});
