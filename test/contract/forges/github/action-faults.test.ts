import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();
let issue: string;

beforeEach(() => {
  issue = String(bench().world.openIssue(APP, { author: 'alice', title: 'It breaks' }).number);
});

const about = () => ({ on: 'issue', number: issue }) as const;

describe('an answer that is not understood', () => {
  const odd = { kind: 'status', status: 201, contentType: 'application/json', body: '{}' } as const;

  it.each<[string, () => Order]>([
    ['a comment', () => ({ action: 'comment', ...about(), text: 'Hi', threadId: null })],
    ['an assignment', () => ({ action: 'assign', ...about(), person: bench().person('bob') })],
    [
      'an issue',
      () => ({
        action: 'create-issue',
        title: 'x',
        text: '',
        labels: [],
        assignees: [],
        isConfidential: false,
      }),
    ],
  ])('to %s has no receipt, since it was done', async (_what, order) => {
    bench().spoil({ method: 'POST', path: /issues/, fault: odd });

    expect(await bench().perform('bob', order())).toEqual({ id: null, url: null });
  });
});

describe('a number that is none', () => {
  it.each<[string, () => Order]>([
    ['an issue', () => ({ action: 'close', on: 'issue', number: '..' })],
    ['a pull request', () => ({ action: 'ask-review', number: '1/..', person: bench().person('bob') })],
    ['a run', () => ({ action: 'cancel-pipeline', pipelineId: '.' })],
    ['a workflow', () => ({ action: 'run-pipeline', ref: 'main', workflowId: '../x', variables: {} })],
  ])('of %s leads nowhere', async (_what, order) => {
    await expect(bench().perform('bob', order())).rejects.toMatchObject({ code: 'invalid' });
    expect(bench().writes()).toEqual([]);
  });

  it('of a deployment or of threads neither', async () => {
    const { adapter, project } = bench();

    await expect(
      bench().perform('bob', {
        action: 'decide-deployment',
        pipelineId: '1',
        deploymentId: 'x',
        verdict: 'approved',
      }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(adapter.actions.listOpenThreads(bench().session('bob'), project, 'x')).rejects.toMatchObject(
      { code: 'invalid' },
    );
    expect(bench().writes()).toEqual([]);
  });
});

describe('a lost answer', () => {
  it('is unavailable, whether or not it was done, and the write is not repeated', async () => {
    bench().spoil({ method: 'POST', path: /comments$/, fault: { kind: 'truncate' } });
    const order: Order = { action: 'comment', ...about(), text: 'Once', threadId: null };

    await expect(bench().perform('bob', order)).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'unavailable',
    });

    expect(bench().writes()).toHaveLength(1);
    const answer = await bench()
      .github.octokitOf(bench().world.addToken('alice'))
      .rest.issues.listComments({
        owner: 'acme',
        repo: 'shop',
        issue_number: Number(issue),
      });
    expect(answer.data.map(({ body }) => body)).toEqual(['Once']);
  });

  it.each([
    ['a connection that breaks', { kind: 'reset' }, 'unavailable'],
    ['a server that fails', { kind: 'status', status: 502 }, 'unavailable'],
    [
      'a limit',
      { kind: 'status', status: 429, headers: { 'retry-after': '8' }, body: 'slow down' },
      'rate-limited',
    ],
    ['a token that is refused', { kind: 'status', status: 401 }, 'token-refused'],
  ] as const)('%s stays what it is, after one write', async (_what, fault, code) => {
    bench().spoil({ method: 'PATCH', path: /issues/, fault });

    await expect(bench().perform('bob', { action: 'close', ...about() })).rejects.toMatchObject({
      name: 'ForgeError',
      code,
    });
    expect(bench().writes()).toHaveLength(1);
  });
});
