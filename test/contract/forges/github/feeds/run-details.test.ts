import { describe, expect, it } from '@jest/globals';
import type { Pipeline } from '../../../../../src/domain/subjects/pipeline.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, BOB, REPOSITORY, aPull, aRun, at } from '../github-items.js';
import { CAROL, aMergeRequest } from '../../../../support/builders.js';

const RUNS = '/repos/acme/shop/actions/runs';
const github = useLoopbackGithub();

it('a run that waits names the jobs whose environment somebody has to approve, looked at again once it moved', async () => {
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
  ).toHaveLength(2);
});

describe('a run of somebody else’s that waits for an approval', () => {
  /** As one who hears only of what concerns them sees it, look after look. */
  async function seenBy(mayApprove: boolean | undefined): Promise<readonly (Pipeline | undefined)[]> {
    const job = { id: 2, name: 'deploy', status: 'waiting', conclusion: null };
    let run = aRun(5_001, { status: 'in_progress', conclusion: null, updated_at: at(20) });
    github().list(RUNS, () => [run], 'workflow_runs');
    github().list(`${RUNS}/5001/jobs`, () => [job], 'jobs');
    if (mayApprove !== undefined) {
      const environment = { id: 1, name: 'production' };
      const pending = [false, mayApprove].map((can) => ({ environment, current_user_can_approve: can }));
      github().on(`${RUNS}/5001/pending_deployments`, () => ({ body: pending }));
    }
    const poller = new Poller(github(), 'pipelines');
    poller.isForViewerOnly = true;
    await poller.read();
    run = aRun(5_001, { status: 'waiting', conclusion: null, updated_at: at(30) });
    return [await poller.read(), await poller.read()].map(
      ({ sightings }) => sightings[0]?.subject as Pipeline,
    );
  }

  it('is theirs to see where they may give it, and is asked about once', async () => {
    const [seen, again] = await seenBy(true);

    expect(seen).toMatchObject({ mayApprove: true, waitingJobs: [{ name: 'deploy' }] });
    expect(again).toBeUndefined();
    expect(
      github()
        .takeLog()
        .filter((entry) => entry.includes('/pending')),
    ).toHaveLength(1);
  });

  it('is not theirs where they may not, and is not looked into', async () => {
    const [seen] = await seenBy(false);

    expect(seen).toMatchObject({ mayApprove: false, waitingJobs: [] });
  });

  it('is nobody’s in particular where GitHub does not say', async () => {
    const [seen] = await seenBy(undefined);

    expect(seen).not.toHaveProperty('mayApprove');
  });
});

describe('a run whose environment lets it wait for a while', () => {
  async function seenWith(reviewers: readonly object[]): Promise<readonly (Pipeline | undefined)[]> {
    const job = { id: 2, name: 'deploy', status: 'waiting', conclusion: null };
    const others = aRun(5_000, { status: 'in_progress', conclusion: null, updated_at: at(20) });
    let runs = [aRun(5_001, { status: 'in_progress', conclusion: null, updated_at: at(20) }), others];
    github().list(RUNS, () => runs, 'workflow_runs');
    github().list(`${RUNS}/5001/jobs`, () => [job], 'jobs');
    const environment = { id: 1, name: 'production' };
    github().on(`${RUNS}/5001/pending_deployments`, () => ({
      body: [{ environment, wait_timer: 30, current_user_can_approve: false, reviewers }],
    }));
    const poller = new Poller(github(), 'pipelines');
    await poller.read();
    const seen: (Pipeline | undefined)[] = [];
    for (const second of [30, 40]) {
      const waiting = aRun(5_001, { status: 'waiting', conclusion: null, updated_at: at(30) });
      runs = [waiting, { ...others, updated_at: at(second) }];
      const { sightings } = await poller.read();
      seen.push(sightings.map(({ subject }) => subject as Pipeline).find(({ id }) => id === '5001'));
    }
    return seen;
  }

  it('waits for nobody, which is found out once', async () => {
    const seen = await seenWith([]);

    const waitingJobs = [{ name: 'deploy', stage: null, isDelayed: true }];
    expect(seen).toMatchObject([{ status: 'pending', waitingJobs }, undefined]);
    expect(github().takeLog().join()).toMatch(/^(?:(?!pending_).)*pending_(?:(?!pending_).)*$/);
  });

  it('waits for its reviewers where it has any', async () => {
    const [seen] = await seenWith([{ type: 'User', reviewer: { id: 1, login: 'carol' } }]);

    expect(seen).toMatchObject({ status: 'waiting', waitingJobs: [{ isDelayed: false }] });
  });
});

it('a run for a pull request names its author, as last seen or else asked for, once', async () => {
  const pull = (number: number) => ({ id: 7_000 + number, number, base: { repo: { id: REPOSITORY.id } } });
  let second = 0;
  const runs = (status: string) =>
    [1, 2].map((number) =>
      aRun(5_000 + number, {
        status,
        conclusion: null,
        created_at: at(10),
        updated_at: at((second += 10)),
        pull_requests: [pull(number)],
      }),
    );
  let served: ReturnType<typeof runs> = [];
  github().list(RUNS, () => served, 'workflow_runs');
  github().on('/repos/acme/shop/pulls/2', () => ({ body: aPull(2, { user: BOB }) }));
  const poller = new Poller(github(), 'pipelines');
  await poller.read();
  poller.remember(aMergeRequest({ id: '7001', number: '1', author: CAROL }));
  github().takeLog();

  const authors: unknown[] = [];
  for (const status of ['queued', 'in_progress']) {
    served = runs(status);
    const { sightings } = await poller.read();
    authors.push(sightings.map(({ subject }) => (subject as Pipeline).mergeRequestAuthor?.login));
  }

  expect(authors).toEqual([
    ['carol', 'bob'],
    ['carol', 'bob'],
  ]);
  expect(
    github()
      .takeLog()
      .filter((entry) => entry.includes('/pulls/')),
  ).toHaveLength(1);
});

it('a project of which nobody hears more than what concerns the reader is asked for the jobs of such runs only', async () => {
  const running = { status: 'in_progress', conclusion: null };
  const failed = { status: 'completed', conclusion: 'failure', updated_at: at(5) };
  let runs = [aRun(5_003, running), aRun(5_002, running)];
  github().list(RUNS, () => runs, 'workflow_runs');
  github().list(`${RUNS}/5002/jobs`, () => [{ id: 2, name: 'test', conclusion: 'failure' }], 'jobs');
  const poller = new Poller(github(), 'pipelines');
  poller.isForViewerOnly = true;
  await poller.read();
  github().takeLog();
  runs = [aRun(5_003, failed), aRun(5_002, { ...failed, triggering_actor: ALICE })];

  const { sightings } = await poller.read();

  const jobs = sightings.map(({ subject }) => [subject.id, (subject as Pipeline).failedJobs.length]);
  expect(Object.fromEntries(jobs)).toEqual({ 5002: 1, 5003: 0 });
  expect(github().takeLog()).toEqual([`200 ${RUNS}`, `200 ${RUNS}/5002/jobs`]);
});

it('a run of a pull request that ends has its gates looked at, by the author as well', async () => {
  const pull = { id: 7_001, number: 1, base: { repo: { id: REPOSITORY.id } } };
  const run = (status: string, second: number, over: object) =>
    aRun(5_001, {
      status,
      conclusion: status === 'completed' ? 'success' : null,
      updated_at: at(second),
      ...over,
    });
  const read = async (over: object) => {
    let shown = run('in_progress', 10, over);
    github().list(RUNS, () => [shown], 'workflow_runs');
    const poller = new Poller(github(), 'pipelines');
    poller.remember(aMergeRequest({ id: '7001', number: '1', author: CAROL }));
    await poller.read();
    shown = run('completed', 20, over);
    const { wakes, calls } = await poller.read();
    return { isWoken: wakes.some(({ kind }) => kind === 'merge-requests'), calls };
  };
  const call = { kind: 'merge-requests', isAccountFeed: false, whom: { ids: [CAROL.id] } };

  expect(await read({ pull_requests: [pull] })).toMatchObject({ isWoken: true, calls: [call] });
  expect(await read({ event: 'pull_request', pull_requests: [] })).toEqual({ isWoken: true });
  expect(await read({ event: 'push', pull_requests: [] })).toEqual({ isWoken: false });
});

it('a run in a merge queue concerns the author of the pull request whose turn it is', async () => {
  const queued = { event: 'merge_group', head_branch: `gh-readonly-queue/release/2/pr-41-${'b'.repeat(40)}` };
  const runs = [aRun(5_001)];
  github().list(RUNS, () => runs, 'workflow_runs');
  github().on('/repos/acme/shop/pulls/41', () => ({ body: aPull(41, { user: ALICE }) }));
  const poller = new Poller(github(), 'pipelines');
  await poller.read();
  runs.unshift(aRun(5_002, { ...queued, created_at: at(10), updated_at: at(10) }));

  const { sightings } = await poller.read();

  expect(sightings[0]?.subject).toMatchObject({
    mergeRequestNumber: '41',
    mergeRequestAuthor: { login: 'alice' },
  });
});
