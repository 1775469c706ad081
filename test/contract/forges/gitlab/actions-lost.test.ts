import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../src/domain/actions/order.js';
import { type ActionsBench, APP, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
  bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
});

afterEach(() => bench.close());

const comment: Order = {
  action: 'comment',
  on: 'merge-request',
  number: '1',
  text: 'Once',
  threadId: null,
};

async function mergeOrder(): Promise<Order> {
  const headSha = await bench.head(1);
  const rest = { method: 'squash', deletesBranch: false, whenReady: false } as const;
  return { action: 'merge', number: '1', headSha, ...rest };
}

describe('an answer that is lost after the forge acted', () => {
  beforeEach(() => {
    bench.server.faults.add({ path: /(?:notes|\/merge)$/, fault: { kind: 'truncate' } });
  });

  it('is no refusal, and the words are not sent twice', async () => {
    await expect(bench.as('bob').perform(comment)).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'unavailable',
    });
    bench.server.faults.clear();

    const { json } = await bench.ask('/projects/team%2Fapp/merge_requests/1/notes');
    expect(json).toMatchObject([{ body: 'Once' }]);
    expect(bench.writes()).toHaveLength(1);
  });

  it('leaves a merge that was made once', async () => {
    await expect(bench.as('bob').perform(await mergeOrder())).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'unavailable',
    });

    expect((await bench.as('ann').lookAt({ kind: 'merge-request', number: '1' })).mergeRequest.state).toBe(
      'merged',
    );
    expect(bench.writes()).toHaveLength(1);
  });
});

describe('a request for changes whose words do not arrive', () => {
  it.each<[string, Parameters<ActionsBench['server']['faults']['add']>[0]['fault']]>([
    ['are lost', { kind: 'reset' }],
    ['are refused', { kind: 'status', status: 403, body: '{"message":"403 Forbidden"}' }],
  ])('stands, and says so, where they %s', async (_what, fault) => {
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    bench.server.faults.add({ method: 'POST', path: /notes$/, fault });
    const order = { action: 'request-changes', number: '1', headSha: await bench.head(1) } as const;

    const receipt = await bench.as('bob').perform({ ...order, text: 'Not like this' });

    expect(receipt).toMatchObject({ id: null, isWordless: true });
    const look = await bench.as('bob').lookAt({ kind: 'merge-request', number: '1' });
    expect(look).toMatchObject({ myVerdict: 'changes-requested' });
  });
});

describe('a write that fails', () => {
  it.each<[string, Parameters<ActionsBench['server']['faults']['add']>[0]['fault'], string]>([
    ['a connection that is reset', { kind: 'reset' }, 'unavailable'],
    ['a server that is down', { kind: 'status', status: 502, body: 'Bad gateway' }, 'unavailable'],
    [
      'a limit',
      { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: 'Retry later' },
      'rate-limited',
    ],
    ['an answer that is no JSON', { kind: 'content-type', contentType: 'text/html' }, 'bad-reply'],
  ])('is sent once only: %s', async (_what, fault, code) => {
    bench.server.faults.add({ method: 'POST', path: /notes$/, fault });

    await expect(bench.as('bob').perform(comment)).rejects.toMatchObject({ name: 'ForgeError', code });
    expect(bench.writes()).toHaveLength(1);
  });

  it('keeps the token out of what it says', async () => {
    const hand = bench.as('bob');
    const token = hand.session.secret.reveal();
    bench.server.faults.add({
      method: 'POST',
      path: /notes$/,
      fault: {
        kind: 'status',
        status: 403,
        contentType: 'application/json',
        body: JSON.stringify({ message: `403 Forbidden - no ${token}` }),
      },
    });

    await expect(hand.perform(comment)).rejects.toMatchObject({
      name: 'ActionRefused',
      code: 'role',
      words: 'no [secret]',
    });
  });
});

it('a comment that held nothing but commands to GitLab leaves no comment', async () => {
  bench.server.faults.add({
    method: 'POST',
    path: /notes$/,
    fault: {
      kind: 'status',
      status: 202,
      contentType: 'application/json',
      body: JSON.stringify({ commands_changes: { label: true }, summary: ['Added a label.'] }),
    },
  });

  expect(await bench.as('bob').perform(comment)).toEqual({
    id: null,
    url: `${bench.url}/team/app/-/merge_requests/1`,
  });
});

it('a failure within a success is a refusal', async () => {
  bench.server.faults.add({
    path: /cancel_merge_when_pipeline_succeeds$/,
    fault: {
      kind: 'status',
      status: 201,
      contentType: 'application/json',
      body: JSON.stringify({
        status: 'error',
        message: "Can't cancel the automatic merge",
        http_status: 406,
      }),
    },
  });

  await expect(bench.as('bob').perform({ action: 'stop-auto-merge', number: '1' })).rejects.toMatchObject({
    name: 'ActionRefused',
    code: 'nothing-to-do',
    words: "Can't cancel the automatic merge",
  });
});
