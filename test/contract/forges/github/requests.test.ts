import { describe, expect, it } from '@jest/globals';
import type { FeedKind } from '../../../../src/domain/feed.js';
import { Poller, useLoopbackGithub } from './github-bench.js';
import {
  ALICE,
  REPOSITORY,
  aChangedFile,
  aComment,
  aDeployment,
  aMilestone,
  aPackage,
  aPackageVersion,
  aLinkedCommit,
  aPull,
  aRelease,
  aTag,
  anActivity,
  anIssue,
  aRun,
  aThread,
  at,
} from './github-items.js';
import type { LoopbackGithub, SeenRequest } from './loopback-github.js';
import { describeContract, readOpenApi } from './recordings.js';
import type { OpenApi, Parameter } from './recordings.js';

const REPO = '/repos/acme/shop';
const github = useLoopbackGithub();

/** Serves one of everything, in the state of before or after. */
function serveWorld(server: LoopbackGithub, isAfter: boolean): void {
  const moved = { updated_at: at(60) };
  const merged = { ...moved, state: 'closed', merged_at: at(60), closed_at: at(60) };
  const closed = { ...moved, state: 'closed', closed_at: at(60) };
  server.on('/user', () => ({ headers: { 'x-oauth-scopes': 'repo' }, body: ALICE }));
  server.list('/user/repos', () => [REPOSITORY]);
  server.on(REPO, () => ({ body: REPOSITORY }));
  server.on('/notifications', () => ({ body: [aThread(1, moved)] }));
  server.list(`${REPO}/pulls`, () => (isAfter ? [aPull(1, merged), aPull(2, closed)] : [aPull(1), aPull(2)]));
  for (const number of [1, 2]) {
    server.on(`${REPO}/pulls/${number}`, () => ({ body: aPull(number) }));
    server.on(`${REPO}/issues/${number}`, () => ({ body: { closed_by: ALICE } }));
    server.list(`${REPO}/pulls/${number}/reviews`, () => []);
    server.list(`${REPO}/pulls/${number}/files`, () => [aChangedFile('src/main.ts')]);
  }
  server.list(`${REPO}/issues`, () => [isAfter ? anIssue(2, closed) : anIssue(2)]);
  const failed = aRun(5_001, { ...moved, conclusion: 'failure' });
  const running = aRun(5_000, { status: 'in_progress', conclusion: null });
  server.list(`${REPO}/actions/runs`, () => (isAfter ? [failed] : [running]), 'workflow_runs');
  server.on(`${REPO}/actions/runs/5000`, () => ({ body: running }));
  server.list(`${REPO}/actions/runs/5001/jobs`, () => [], 'jobs');
  const reply = aComment(9, 1, { ...moved, created_at: at(60), in_reply_to_id: 7 });
  server.list(`${REPO}/issues/comments`, () =>
    isAfter ? [aComment(8, 1, { ...moved, created_at: at(60) })] : [],
  );
  server.list(`${REPO}/pulls/comments`, () => (isAfter ? [reply] : []));
  server.list(`${REPO}/releases`, () => [aRelease(1)]);
  server.list(`${REPO}/tags`, () => [aTag('v1')]);
  const pushed = { timestamp: at(60), before: '3'.repeat(40), after: '1'.repeat(40) };
  server.on(`${REPO}/activity`, () => ({ body: [anActivity(1, isAfter ? pushed : {})] }));
  server.on(`${REPO}/commits/${pushed.after}`, () => ({ body: { commit: { message: 'Round' } } }));
  server.list('/orgs/acme/packages', () => [aPackage('shop/api')]);
  server.list('/orgs/acme/packages/container/shop%2Fapi/versions', () => [
    aPackageVersion('sha256:a', ['v1']),
  ]);
  server.list(`${REPO}/milestones`, () => [aMilestone(1)]);
  server.list(`${REPO}/deployments`, () => [aDeployment(1)]);
  server.list(`${REPO}/deployments/1/statuses`, () => []);
  const head = isAfter ? '4' : '3';
  server.list(`${REPO}/commits`, () => [aLinkedCommit(head, ['3'])]);
  for (const to of ['1', '4'])
    server.on(`${REPO}/compare/${'3'.repeat(40)}...${to.repeat(40)}`, () => ({
      body: {
        status: 'ahead',
        total_commits: 1,
        commits: [aLinkedCommit('4', ['3'])],
        files: [aChangedFile('README.md')],
      },
    }));
  server.list(`${REPO}/commits/${'4'.repeat(40)}/pulls`, () => []);
  server.on(`${REPO}/pulls/comments/7`, () => ({ body: aComment(7, 1) }));
}

const KINDS: readonly FeedKind[] = [
  'inbox',
  'merge-requests',
  'issues',
  'pipelines',
  'comments',
  'releases',
  'tags',
  'pushes',
  'deployments',
  'images',
  'documents',
  'milestones',
];

async function useEverything(server: LoopbackGithub): Promise<readonly SeenRequest[]> {
  for (const kind of KINDS) {
    serveWorld(server, false);
    server.now = new Date(at(0));
    const poller = new Poller(server, kind);
    poller.keepsFiles = () => true;
    await poller.read();
    serveWorld(server, true);
    server.now = new Date(at(600));
    await poller.read();
  }
  const { adapter, session } = new Poller(server, 'inbox');
  await adapter.identify(session);
  await adapter.findProject(session, 'acme/shop');
  await adapter.listProjects(session, 1);
  server.list('/user/starred', () => []);
  await adapter.listProjects(session, 1, { search: 'acme', isStarred: true });
  return server.requests;
}

/** The operation of the specification whose path fits; names of parameters match anything but a slash. */
function operationOf(api: OpenApi, request: SeenRequest): readonly Parameter[] | null {
  const fitting = Object.keys(api.paths).filter((path) =>
    new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(request.path),
  );
  // `/pulls/comments` is no number of a pull request.
  const [path] = fitting.sort((one, other) => placeholders(one) - placeholders(other));
  const operation = path === undefined ? undefined : api.paths[path]?.[request.method.toLowerCase()];
  if (operation === undefined) return null;
  return (operation.parameters ?? []).map((parameter) =>
    '$ref' in parameter ? api.components.parameters[parameter.$ref.split('/').at(-1) ?? '']! : parameter,
  );
}

function placeholders(path: string): number {
  return path.split('{').length;
}

function faultsOf(api: OpenApi, request: SeenRequest): readonly string[] {
  const name = `${request.method} ${request.path}`;
  const parameters = operationOf(api, request);
  if (parameters === null) return [`${name}: no such operation`];
  return [...request.query].flatMap(([key, value]) => {
    const schema = parameters.find((parameter) => parameter.in === 'query' && parameter.name === key)?.schema;
    if (schema === undefined) return [`${name}: no parameter ${key}`];
    const isAllowed = schema.enum === undefined || schema.enum.includes(value);
    return isAllowed ? [] : [`${name}: ${key} cannot be ${value}`];
  });
}

describeContract('requests', () => {
  it('are operations of the specification, with its parameters', async () => {
    const api = readOpenApi();

    const requests = await useEverything(github());

    const overRest = requests.filter(({ path }) => path !== '/graphql');
    expect(overRest.flatMap((request) => faultsOf(api, request))).toEqual([]);
    const operations = new Set(overRest.map(({ path }) => path.replace(/\d+/g, 'n')));
    expect([...operations].sort()).toEqual([
      '/notifications',
      '/orgs/acme/packages',
      '/orgs/acme/packages/container/shop%nFapi/versions',
      '/repos/acme/shop',
      '/repos/acme/shop/actions/runs',
      '/repos/acme/shop/actions/runs/n',
      '/repos/acme/shop/actions/runs/n/jobs',
      '/repos/acme/shop/activity',
      '/repos/acme/shop/commits',
      '/repos/acme/shop/commits/n',
      '/repos/acme/shop/commits/n/pulls',
      '/repos/acme/shop/compare/n...n',
      '/repos/acme/shop/deployments',
      '/repos/acme/shop/deployments/n/statuses',
      '/repos/acme/shop/issues',
      '/repos/acme/shop/issues/comments',
      '/repos/acme/shop/issues/n',
      '/repos/acme/shop/milestones',
      '/repos/acme/shop/pulls',
      '/repos/acme/shop/pulls/comments',
      '/repos/acme/shop/pulls/comments/n',
      '/repos/acme/shop/pulls/n',
      '/repos/acme/shop/pulls/n/files',
      '/repos/acme/shop/pulls/n/reviews',
      '/repos/acme/shop/releases',
      '/repos/acme/shop/tags',
      '/user',
      '/user/repos',
      '/user/starred',
      '/user/teams',
    ]);
  });

  it('are held to something: an unknown operation or parameter is a fault', () => {
    const api = readOpenApi();
    const request = {
      method: 'GET',
      headers: {},
      status: 200,
      query: new URLSearchParams('sort=age&since=x'),
    };

    expect(faultsOf(api, { ...request, path: '/repos/a/b/pulls' })).toEqual([
      'GET /repos/a/b/pulls: sort cannot be age',
      'GET /repos/a/b/pulls: no parameter since',
    ]);
    expect(faultsOf(api, { ...request, path: '/repositories/1' })).toEqual([
      'GET /repositories/1: no such operation',
    ]);
  });
});

describe('a list', () => {
  it('has a fixed address, so that its ETag can answer', async () => {
    await useEverything(github());
    const lists = github().requests.filter(({ path, query }) => /s$/.test(path) && query.get('page') !== '2');
    const addresses = new Map<string, Set<string>>();
    for (const { path, query } of lists) {
      addresses.set(path, (addresses.get(path) ?? new Set()).add(query.toString()));
    }

    expect(addresses.get('/notifications')?.size).toBe(1);
    expect(addresses.get(`${REPO}/actions/runs`)?.size).toBe(1);
    expect(addresses.get(`${REPO}/issues/comments`)?.size).toBe(1);
    for (const path of ['releases', 'tags', 'deployments', 'commits', 'milestones'])
      expect(addresses.get(`${REPO}/${path}`)?.size).toBe(1);
    for (const path of [`${REPO}/pulls`, `${REPO}/issues`]) {
      expect([...(addresses.get(path) ?? [])]).toEqual([
        'state=all&sort=updated&direction=desc&per_page=30&page=1',
        'state=open&sort=updated&direction=desc&per_page=100&page=1',
      ]);
    }
  });
});
