import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import { beginGithubSince } from '../../../../../src/forges/github/begin-since.js';
import type { Deployment } from '../../../../../src/domain/subjects/deployment.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aDeployment, aDeploymentStatus, at, type Item, REPOSITORY } from '../github-items.js';

const DEPLOYMENTS = '/repos/acme/shop/deployments';
const github = useLoopbackGithub();

let list: Item[];
let statuses: Record<string, Item[]>;

function deploy(id: number, statusesNewestFirst: Item[], over: Item = {}): void {
  list = [aDeployment(id, over), ...list.filter((one) => one.id !== id)];
  statuses[id] = statusesNewestFirst;
  github().list(`${DEPLOYMENTS}/${id}/statuses`, () => statuses[id] ?? []);
}

async function started(): Promise<Poller> {
  list = [];
  statuses = {};
  github().list(DEPLOYMENTS, () => list);
  const poller = new Poller(github(), 'deployments');
  await poller.read();
  github().takeLog();
  poller.gate.take();
  github().now = new Date(at(600));
  return poller;
}

function deploymentsOf({ sightings }: FeedReading): readonly Deployment[] {
  return sightings.map(({ subject }) => subject as Deployment);
}

describe('the deployments of a repository', () => {
  it('stand as their newest status says', async () => {
    const poller = await started();
    deploy(1, [aDeploymentStatus(12, 'in_progress'), aDeploymentStatus(11, 'queued')]);

    expect(deploymentsOf(await poller.read())).toEqual([
      {
        kind: 'deployment',
        id: '1',
        projectId: SHOP.id,
        environment: 'production',
        isProduction: true,
        ref: 'main',
        sha: '1a2b3c4d'.repeat(5),
        status: 'running',
        statusId: '12',
        isOfRun: false,
        pipelineId: '9',
        actor: { id: '102', login: 'bob', name: 'bob' },
        url: 'https://github.com/acme/shop/actions/runs/9',
        siteUrl: 'https://shop.example.com',
        createdAt: at(60),
        updatedAt: at(72),
      },
    ]);
  });

  it.each([
    ['pending', 'pending'],
    ['waiting', 'waiting'],
    ['success', 'success'],
    ['failure', 'failed'],
    ['error', 'failed'],
    ['inactive', 'canceled'],
    ['exploded', 'pending'],
  ])('that GitHub calls %s are %s', async (state, status) => {
    const poller = await started();
    deploy(1, [aDeploymentStatus(11, state)]);

    expect(deploymentsOf(await poller.read())).toMatchObject([{ status }]);
  });

  it('are followed to their end while the list does not move, and cost nothing while they do not', async () => {
    const poller = await started();
    deploy(1, [aDeploymentStatus(11, 'in_progress')]);
    const first = await poller.read();
    poller.gate.take();

    const idle = await poller.read();
    const cost = poller.gate.take();
    statuses[1] = [aDeploymentStatus(12, 'failure'), aDeploymentStatus(11, 'in_progress')];
    const ended = await poller.read();
    github().takeLog();
    await poller.read();

    expect([first.isRunning, idle.isRunning, ended.isRunning]).toEqual([true, true, false]);
    expect(idle.hasChanged).toBe(false);
    expect(cost).toEqual({ requests: 2, charged: 0 });
    expect(deploymentsOf(ended)).toMatchObject([{ id: '1', status: 'failed', statusId: '12' }]);
    expect(github().takeLog()).toEqual([`304 ${DEPLOYMENTS}`]);
  });

  it('that a later one made inactive went as they went', async () => {
    const poller = await started();
    deploy(1, [aDeploymentStatus(11, 'success')]);
    await poller.read();
    statuses[1] = [aDeploymentStatus(12, 'inactive'), aDeploymentStatus(11, 'success')];
    deploy(1, statuses[1], { updated_at: at(500) });

    expect(deploymentsOf(await poller.read())).toMatchObject([{ status: 'success', statusId: '11' }]);
  });

  it.each(['queued', 'waiting', 'in_progress'])(
    'that became inactive while they were %s were given up, and are followed no more',
    async (state) => {
      const poller = await started();
      deploy(1, [aDeploymentStatus(11, state)]);
      await poller.read();
      statuses[1] = [aDeploymentStatus(12, 'inactive', { log_url: '' }), aDeploymentStatus(11, state)];
      const ended = await poller.read();
      github().takeLog();
      await poller.read();

      expect(deploymentsOf(ended)).toMatchObject([
        { status: 'canceled', statusId: '12', pipelineId: '9', updatedAt: at(72) },
      ]);
      expect(ended.isRunning).toBe(false);
      expect(github().takeLog()).toEqual([`304 ${DEPLOYMENTS}`]);
    },
  );

  it('of a workflow run are known as such, and those to an environment like prod as production', async () => {
    const poller = await started();
    const app = { slug: 'github-actions' };
    deploy(1, [], { environment: 'prod-eu', production_environment: false, performed_via_github_app: app });

    expect(deploymentsOf(await poller.read())).toMatchObject([
      { isOfRun: true, isProduction: true, status: 'pending', url: `${SHOP.url}/deployments` },
    ]);
  });

  function deployMany(count: number): void {
    for (let id = 1; id <= count; id += 1) {
      deploy(id, [], { created_at: at(60 + id), updated_at: at(60 + id) });
    }
  }

  it('are looked into as far as one read lists them, and old ones not at all', async () => {
    const poller = await started();
    deploy(500, [], { created_at: at(-9_999_999), updated_at: at(-9_999_999) });
    deployMany(59);

    const seen = deploymentsOf(await poller.read()).map(({ id }) => Number(id));

    expect(seen).toEqual(Array.from({ length: 59 }, (_, index) => index + 1));
  });

  it('are looked into twenty at most the first time, the newest first', async () => {
    await started();
    deployMany(28);
    const poller = new Poller(github(), 'deployments');

    const seen = deploymentsOf(await poller.read()).map(({ id }) => Number(id));

    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 9));
  });

  it('are read as far down as a beginning in the past', async () => {
    const poller = await started();
    deployMany(50);
    poller.cursor = beginGithubSince({ kind: 'deployments', projectId: '1' }, new Date(at(0))).cursor;

    expect(deploymentsOf(await poller.read())).toHaveLength(50);
  });

  it('that are odd, or whose statuses are, spare the others', async () => {
    const poller = await started();
    deploy(1, []);
    list = [aDeployment(1, { environment: 5 })];
    deploy(2, [aDeploymentStatus(21, 'success', { environment_url: 'javascript:alert(1)', log_url: '' })]);
    deploy(3, [aDeploymentStatus(32, 'success'), aDeploymentStatus(31, 'x', { created_at: 'never' })]);
    github().on(`${DEPLOYMENTS}/2/statuses`, () => ({ body: statuses[2] ?? [] }));

    const reading = await poller.read();

    expect(reading.dropped).toBe(2);
    expect(deploymentsOf(reading)).toMatchObject([
      { id: '2', siteUrl: null, url: `${SHOP.url}/deployments` },
      { id: '3', status: 'success' },
    ]);
  });

  it.each([403, 404])('are none where the token may not read them (%i)', async (status) => {
    const poller = await started();
    github().on(DEPLOYMENTS, () => ({ status, body: { message: 'No' } }));
    github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: REPOSITORY }));

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
  });
});
