import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { Pipeline } from '../../../../src/domain/subjects/pipeline.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, BOB, rawMergeRequest, rawPipeline } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function read(
  cursor: FeedReading['cursor'] | null = null,
  more: { readonly isForViewerOnly?: boolean } = {},
): Promise<FeedReading> {
  return gitlab.read({ kind: 'pipelines', project: APP, cursor, ...more });
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

describe('pipelines', () => {
  it.each([
    ['the reader', ALICE, true],
    ['somebody else', BOB, false],
  ])(
    'that ended and were started by %s wake the reader’s own merge requests, or not',
    async (_who, user, isWoken) => {
      list(rawPipeline(401));
      const { cursor } = await read();
      list(rawPipeline(401, { status: 'success', updated_at: at(2), finished_at: at(2) }));
      gitlab.on('/projects/10/pipelines/401', {
        ...rawPipeline(401, { status: 'success', updated_at: at(2), finished_at: at(2) }),
        user,
      });

      const { wakes } = await read(cursor);

      expect(wakes.some(({ kind, projectId }) => kind === 'merge-requests' && projectId === null)).toBe(
        isWoken,
      );
    },
  );

  it('that passed are asked for jobs only where the forge says that some failed', async () => {
    list(rawPipeline(401), rawPipeline(402));
    const { cursor } = await read();
    const passed = { status: 'success', updated_at: at(2), finished_at: at(2) };
    list(
      rawPipeline(401, { ...passed, detailed_status: { group: 'success-with-warnings' } }),
      rawPipeline(402, { ...passed, detailed_status: { group: 'success' } }),
    );
    gitlab.on('/projects/10/pipelines/401/jobs', [
      { id: 6, name: 'unit', stage: 'test', status: 'success', allow_failure: false },
      { id: 5, name: 'style', stage: 'test', status: 'success', allow_failure: true },
      { id: 3, name: 'unit', stage: 'test', status: 'failed', allow_failure: false },
      { id: 2, name: 'lint', stage: 'test', status: 'failed', allow_failure: true, web_url: 'https://x/2' },
      { id: 1, name: 'style', stage: 'test', status: 'failed', allow_failure: true },
    ]);
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(shown(reading)).toMatchObject([
      {
        id: '401',
        status: 'success',
        failedJobs: [],
        allowedFailures: [{ name: 'lint', stage: 'test' }],
        failedBefore: ['unit'],
      },
      { id: '402', status: 'success', allowedFailures: [], failedBefore: null },
    ]);
    expect(gitlab.takePaths().filter((path) => path.endsWith('/jobs'))).toEqual([
      '/projects/10/pipelines/401/jobs',
    ]);
  });

  it('that passed with more jobs than a page shows name those that failed, and none that was tried again', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    const detailed_status = { group: 'success-with-warnings' };
    list(rawPipeline(401, { status: 'success', updated_at: at(2), finished_at: at(2), detailed_status }));
    const jobs = Array.from({ length: 101 }, (_, index) => ({
      id: 200 - index,
      name: `job-${index}`,
      stage: 'test',
      status: index === 100 ? 'failed' : 'success',
      allow_failure: index === 100,
    }));
    gitlab.on('/projects/10/pipelines/401/jobs', (query: URLSearchParams) => {
      const page = query.getAll('scope[]').includes('success') ? jobs.slice(0, 100) : jobs.slice(100);
      return { json: page };
    });

    expect(shown(await read(cursor))).toMatchObject([
      { allowedFailures: [{ name: 'job-100' }], failedBefore: null },
    ]);
  });

  it('that wait name the jobs that hold them up, and not those that are on offer', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'manual', updated_at: at(2) }));
    gitlab.on('/projects/10/pipelines/401/jobs', [
      { id: 1, name: 'deploy', stage: 'deploy', status: 'manual', allow_failure: false },
      { id: 2, name: 'docs', stage: 'deploy', status: 'manual', allow_failure: true },
      { id: 3, name: 'rollout', stage: 'deploy', status: 'scheduled', allow_failure: false },
    ]);

    expect(shown(await read(cursor))).toMatchObject([
      {
        status: 'waiting',
        waitingJobs: [
          { name: 'deploy', stage: 'deploy', isDelayed: false },
          { name: 'rollout', stage: 'deploy', isDelayed: true },
        ],
      },
    ]);
  });

  it('that failed in a child pipeline, or to start one, name it with its failed jobs, at most five of them', async () => {
    list(rawPipeline(401));
    const { cursor } = await read();
    list(rawPipeline(401, { status: 'failed', updated_at: at(2), finished_at: at(2) }));
    const bridge = (id: number, more: object = {}) => ({
      id,
      name: `trigger-${id}`,
      allow_failure: false,
      downstream_pipeline: { id, project_id: 11, status: 'failed', web_url: `https://x/${id}` },
      ...more,
    });
    gitlab.on('/projects/10/pipelines/401/bridges', [
      bridge(1, { allow_failure: true }),
      bridge(2, { downstream_pipeline: null }),
      ...[3, 4, 5, 6, 7, 8].map((id) => bridge(id)),
    ]);
    gitlab.on('/projects/11/pipelines/3/jobs', [
      { id: 9, name: 'unit', stage: 'test', allow_failure: false, web_url: 'https://x/9' },
    ]);

    const [pipeline] = shown(await read(cursor));

    expect(pipeline?.failedChildren).toEqual([
      { name: 'trigger-2', url: null, failedJobs: [] },
      {
        name: 'trigger-3',
        url: 'https://x/3',
        failedJobs: [{ id: '9', name: 'unit', stage: 'test', url: 'https://x/9' }],
      },
      ...[4, 5, 6].map((id) => ({ name: `trigger-${id}`, url: `https://x/${id}`, failedJobs: [] })),
    ]);
  });

  it('that are children are left to their parent', async () => {
    list(rawPipeline(402, { source: 'parent_pipeline' }), rawPipeline(401));

    expect(shown(await read())).toMatchObject([{ id: '401' }]);
  });

  it('of a merge request name its author and its branch, asked for once', async () => {
    list();
    const { cursor } = await read();
    const ref = 'refs/merge-requests/5/head';
    gitlab.on('/projects/10/merge_requests/5', rawMergeRequest(5, { source_branch: 'feature/5' }));
    list(rawPipeline(401, { ref, updated_at: at(1) }));
    const started = await read(cursor);
    list(rawPipeline(401, { ref, updated_at: at(2), status: 'success', finished_at: at(2) }));
    const ended = await read(started.cursor);

    expect([...shown(started), ...shown(ended)]).toMatchObject([
      { mergeRequestAuthor: { login: 'bob' }, ref: '!5', sourceBranch: 'feature/5' },
      { mergeRequestAuthor: { login: 'bob' }, ref: '!5', sourceBranch: 'feature/5' },
    ]);
    expect(gitlab.takePaths().filter((path) => path.includes('merge_requests'))).toHaveLength(1);
  });

  it('of a merge request that is out of reach are nobody’s', async () => {
    list();
    const { cursor } = await read();
    list(rawPipeline(401, { ref: 'refs/merge-requests/5/head', updated_at: at(1) }));

    expect(shown(await read(cursor))).toMatchObject([
      { mergeRequestAuthor: null, actor: { login: 'alice' } },
    ]);
  });

  it('of others cost one request in all where nobody hears of them', async () => {
    list();
    const { cursor } = await read();
    const bobs = (more: object = {}) => rawPipeline(401, { user: BOB, updated_at: at(1), ...more });
    const ended = { status: 'failed', updated_at: at(2), finished_at: at(2) };
    list(bobs(), rawPipeline(402, { updated_at: at(1) }));
    const started = await read(cursor, { isForViewerOnly: true });
    list(bobs(ended), rawPipeline(402, ended));
    gitlab.on('/projects/10/pipelines/402/jobs', [
      { id: 9, name: 'unit', stage: 'test', allow_failure: false, web_url: 'https://x/9' },
    ]);

    const reading = await read(started.cursor, { isForViewerOnly: true });

    expect(shown(reading)).toMatchObject([
      { id: '401', status: 'failed', actor: { login: 'bob' }, failedJobs: [] },
      { id: '402', status: 'failed', actor: { login: 'alice' }, failedJobs: [{ name: 'unit' }] },
    ]);
    const asked = gitlab.takePaths().filter((path) => /pipelines\/\d/.test(path));
    expect(asked.map((path) => path.replace('/projects/10/pipelines/', ''))).toEqual([
      '402',
      '401',
      '402/bridges',
      '402',
      '402/jobs',
    ]);
  });
});
