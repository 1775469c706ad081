import { describe, expect, it } from '@jest/globals';
import type { Pipeline } from '../../../../../src/domain/subjects/pipeline.js';
import { judgePipelines } from '../../../../../src/polling/branch-health.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, BOB, REPOSITORY, aRun, at } from '../github-items.js';
import type { Item } from '../github-items.js';
import type { LoopbackGithub } from '../loopback-github.js';
import { FAILED, RUNNING, RUNS, serveRuns, started, subjectsOf } from './served-runs.js';

const github = useLoopbackGithub();

function serveJobs(server: LoopbackGithub, runId: number): void {
  server.list(
    `${RUNS}/${runId}/jobs`,
    () => [
      { id: 1, name: 'lint', conclusion: 'success', html_url: 'https://github.com/acme/shop/job/1' },
      { id: 2, name: 'test', conclusion: 'failure', html_url: 'https://github.com/acme/shop/job/2' },
      { id: 3, name: 'e2e', conclusion: 'timed_out', html_url: null },
      { id: 4, name: 'deploy', conclusion: 'cancelled', html_url: null },
    ],
    'jobs',
  );
}

describe('the baseline', () => {
  it('shows the first page, with no jobs asked for', async () => {
    serveRuns(github(), [aRun(5_002, FAILED), aRun(5_001)]);
    const poller = new Poller(github(), 'pipelines');

    const reading = await poller.read();

    expect(reading.sightings).toHaveLength(2);
    expect(reading.isRunning).toBe(false);
    expect(github().takeLog()).toEqual([`200 ${RUNS}`]);
  });
});

describe('an idle project', () => {
  it('costs one free request and keeps saying that something runs', async () => {
    serveRuns(github(), [aRun(5_002, { ...RUNNING, created_at: at(-60) }), aRun(5_001)]);
    const poller = await started(github());

    const reading = await poller.read();

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, isRunning: true });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });
});

describe('a run for a pull request of a fork', () => {
  const fork = { event: 'pull_request', head_branch: 'main', head_sha: 'f'.repeat(40) };

  it.each([
    [{ id: 8_001, full_name: 'mallory/shop' }, 'mallory:main'],
    [null, 'unknown:main'],
    [{ id: REPOSITORY.id, full_name: 'acme/shop' }, 'main'],
  ])('is on a branch of %j', async (head, ref) => {
    const runs = serveRuns(github(), []);
    const poller = await started(github());
    runs.set(5_001, aRun(5_001, { ...fork, head_repository: head, created_at: at(10), updated_at: at(10) }));

    expect(await subjectsOf(poller)).toMatchObject([{ ref, isDefaultBranch: false }]);
  });

  it('says nothing of how the branch of the same name stands', async () => {
    const runs = serveRuns(github(), []);
    serveJobs(github(), 5_001);
    const poller = await started(github());
    const head = { id: 8_001, full_name: 'mallory/shop' };
    runs.set(
      5_001,
      aRun(5_001, { ...fork, ...FAILED, head_repository: head, created_at: at(10), updated_at: at(10) }),
    );
    runs.set(5_002, aRun(5_002, { created_at: at(20), updated_at: at(20) }));

    const looks = (await subjectsOf(poller)).map((after) => ({ before: null, after }));
    const main = judgePipelines(looks, []).pipelines.find(({ id }) => id === '5002');

    expect(main).toMatchObject({ isDefaultBranch: true, previousOutcome: null });
  });
});

describe('a run', () => {
  it('tells its failed jobs, and asks for them once', async () => {
    const runs = serveRuns(github(), [aRun(5_001, RUNNING)]);
    serveJobs(github(), 5_001);
    const poller = await started(github());
    runs.set(5_001, aRun(5_001, { ...FAILED, updated_at: at(30) }));

    const [failed] = await subjectsOf(poller);
    runs.set(5_001, aRun(5_001, { ...FAILED, updated_at: at(31) }));
    const [again] = await subjectsOf(poller);

    expect(failed).toMatchObject({
      id: '5001',
      number: '1',
      status: 'failed',
      attempt: 1,
      failedJobs: [
        { id: '2', name: 'test', stage: null, url: 'https://github.com/acme/shop/job/2' },
        { id: '3', name: 'e2e', stage: null, url: null },
      ],
      finishedAt: at(30),
      durationSeconds: 3_630,
    });
    expect(again?.failedJobs).toHaveLength(2);
    expect(github().takeLog()).toEqual([`200 ${RUNS}`, `200 ${RUNS}/5001/jobs`, `200 ${RUNS}`]);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 3 });
  });

  it('that is started again keeps its id and raises its attempt, and its jobs are asked for anew', async () => {
    const runs = serveRuns(github(), [aRun(5_001, FAILED)]);
    serveJobs(github(), 5_001);
    const poller = await started(github());
    const rerun = { run_attempt: 2, triggering_actor: ALICE, run_started_at: at(10) };
    runs.set(5_001, aRun(5_001, { ...RUNNING, ...rerun, updated_at: at(11) }));

    const running = await poller.read();
    runs.set(5_001, aRun(5_001, { ...FAILED, ...rerun, updated_at: at(30) }));
    const [failed] = await subjectsOf(poller);

    expect(running).toMatchObject({ isRunning: true, hasChanged: true });
    expect(running.sightings[0]?.subject).toMatchObject({
      status: 'running',
      attempt: 2,
      failedJobs: [],
      actor: { login: 'alice' },
    });
    expect(failed).toMatchObject({ attempt: 2, durationSeconds: 20 });
    expect(failed?.failedJobs).toHaveLength(2);
  });

  it.each([403, 404])('that failed is told without jobs when these answer %i', async (status) => {
    const runs = serveRuns(github(), [aRun(5_001, RUNNING)]);
    github().on(`${RUNS}/5001/jobs`, () => ({ status, body: { message: 'no' } }));
    const poller = await started(github());
    runs.set(5_001, aRun(5_001, { ...FAILED, updated_at: at(30) }));

    const [failed] = await subjectsOf(poller);

    expect(failed).toMatchObject({ status: 'failed', failedJobs: [] });
  });

  it('that was deleted is forgotten', async () => {
    const runs = serveRuns(github(), [aRun(5_000, { ...RUNNING, created_at: at(-60) })]);
    const poller = await started(github());
    runs.delete(5_000);
    github().forget(`${RUNS}/5000`);

    const gone = await poller.read();

    expect(gone).toMatchObject({ hasChanged: false, isRunning: false });
  });

  it('that waits for a person, or hangs for a day, does not count as running', async () => {
    serveRuns(github(), [
      aRun(5_002, { status: 'waiting', conclusion: null, created_at: at(-60) }),
      aRun(5_001, { status: 'queued', conclusion: null, created_at: at(-90_000) }),
    ]);

    const reading = await new Poller(github(), 'pipelines').read();

    expect(reading.isRunning).toBe(false);
    expect(reading.sightings.map(({ subject }) => (subject as Pipeline).status).sort()).toEqual([
      'pending',
      'waiting',
    ]);
  });

  it.each([
    ['queued', null, 'pending'],
    ['pending', null, 'pending'],
    ['requested', null, 'pending'],
    ['in_progress', null, 'running'],
    ['waiting', null, 'waiting'],
    ['action_required', null, 'waiting'],
    ['completed', 'action_required', 'waiting'],
    ['completed', null, 'running'],
    ['completed', 'success', 'success'],
    ['completed', 'neutral', 'success'],
    ['completed', 'failure', 'failed'],
    ['completed', 'timed_out', 'failed'],
    ['completed', 'startup_failure', 'failed'],
    ['completed', 'cancelled', 'canceled'],
    ['completed', 'stale', 'canceled'],
    ['completed', 'skipped', 'skipped'],
  ])('of status %s and conclusion %s is %s', async (status, conclusion, expected) => {
    serveRuns(github(), [aRun(5_001, { status, conclusion })]);

    const [subject] = await subjectsOf(new Poller(github(), 'pipelines'));

    expect(subject?.status).toBe(expected);
  });

  it('is on the default branch only when it is not for a pull request', async () => {
    const of = (number: number, repository: number): Item => ({ number, base: { repo: { id: repository } } });
    serveRuns(github(), [
      aRun(5_004, {
        event: 'pull_request',
        created_at: at(4),
        pull_requests: [of(3, 8), of(12, REPOSITORY.id)],
      }),
      aRun(5_003, { head_branch: 'topic', created_at: at(3), pull_requests: [of(3, 8)] }),
      aRun(5_002, { head_branch: null, created_at: at(2), actor: BOB, triggering_actor: null }),
      aRun(5_001, { created_at: at(1), updated_at: at(-10_000) }),
    ]);

    const subjects = await subjectsOf(new Poller(github(), 'pipelines'));

    const facts = subjects.map(({ id, ref, isDefaultBranch, mergeRequestNumber }) => [
      id,
      ref,
      isDefaultBranch,
      mergeRequestNumber,
    ]);
    expect(facts.sort()).toEqual([
      ['5001', 'main', true, null],
      ['5002', 'b'.repeat(40), false, null],
      ['5003', 'topic', false, null],
      ['5004', 'main', false, '12'],
    ]);
    expect(subjects[0]?.id).toBe('5001');
  });
});

describe('a busy project', () => {
  it('loses no run when more came than one page shows', async () => {
    const runs = serveRuns(github(), [aRun(5_001)]);
    const poller = await started(github());
    for (let id = 5_002; id <= 5_081; id += 1) {
      runs.set(id, aRun(id, { created_at: at(id), updated_at: at(id + 60) }));
    }

    const reading = await poller.read();

    expect(reading.sightings).toHaveLength(80);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 3 });
  });

  it('loses no run when more came than one read takes, and asks to go on', async () => {
    const runs = serveRuns(github(), [aRun(5_001)]);
    const poller = await started(github());
    for (let id = 5_002; id <= 5_201; id += 1) {
      runs.set(id, aRun(id, { created_at: at(id), updated_at: at(id + 60) }));
    }

    const first = await poller.read();
    const second = await poller.read();

    const seen = [...first.sightings, ...second.sightings].map(({ subject }) => subject.id);
    expect(new Set(seen).size).toBe(200);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
  });

  it('drops a run of an unknown status and keeps the others', async () => {
    serveRuns(github(), [aRun(5_001, { status: 'dreaming' }), aRun(5_002)]);
    const poller = new Poller(github(), 'pipelines');

    const reading = await poller.read();

    expect(reading).toMatchObject({ dropped: 1 });
    expect(reading.sightings).toHaveLength(1);
  });
});
