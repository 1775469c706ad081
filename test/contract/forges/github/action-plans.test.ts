import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeOrder, Order } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();
const ONE = { number: '1' };
let head: string;

beforeEach(() => {
  bench().world.openMergeRequest(APP, { author: 'alice', title: 'Add a page' });
  head = bench().world.headSha(APP, 1);
});

const see = async () => (await bench().look('bob', { kind: 'merge-request', ...ONE })).mergeRequest;
const readsPulls = { kind: 'fine-grained', scopes: ['pull_requests=read'] } as const;
const mutations = () =>
  bench()
    .writes()
    .map(({ body }) => (body as { query: string }).query)
    .filter((query) => query.startsWith('mutation'));

describe('merging once the gates are open', () => {
  const plan = (more: Partial<MergeOrder> = {}): Order => ({
    action: 'merge',
    ...ONE,
    headSha: head,
    method: 'squash',
    deletesBranch: false,
    whenReady: true,
    ...more,
  });

  beforeEach(() => {
    bench().world.configure(APP, { allowsAutoMerge: true });
    bench().world.protect(APP, { approvals: 1 });
  });

  it('is set and stopped', async () => {
    await bench().perform('bob', plan());
    const set = await see();
    await bench().perform('bob', { action: 'stop-auto-merge', ...ONE });

    expect(set).toMatchObject({ state: 'open', autoMerge: { by: { login: 'bob' } } });
    expect((await see()).autoMerge).toBeNull();
    expect(mutations()).toHaveLength(2);
  });

  it('is refused where it could merge now, where the repository has no such thing, and twice', async () => {
    bench().world.protect(APP, {});
    await expect(bench().perform('bob', plan())).rejects.toMatchObject({ code: 'state' });
    bench().world.configure(APP, { allowsAutoMerge: false });
    await expect(bench().perform('bob', plan())).rejects.toMatchObject({ code: 'unsupported' });
    bench().world.setAutoMerge(APP, 1, 'carol');
    await expect(bench().perform('bob', plan())).rejects.toMatchObject({ code: 'already-done' });
  });

  it('is refused for another head, without the right, and of what is gone', async () => {
    bench().world.setRole(APP, 'carol', 'triage');

    await expect(bench().perform('bob', plan({ headSha: 'a'.repeat(40) }))).rejects.toMatchObject({
      code: 'head-moved',
    });
    await expect(bench().perform('carol', plan())).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('bob', plan(), readsPulls)).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', plan({ number: '99' }))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has nothing to stop where nothing was set', async () => {
    await expect(bench().perform('bob', { action: 'stop-auto-merge', ...ONE })).rejects.toMatchObject({
      code: 'nothing-to-do',
    });
  });
});

describe('a draft', () => {
  it('becomes ready, and a draft again', async () => {
    await bench().perform('alice', { action: 'mark-draft', ...ONE });
    const draft = await see();
    await bench().perform('bob', { action: 'mark-ready', ...ONE });

    expect([draft.isDraft, (await see()).isDraft]).toEqual([true, false]);
  });

  it('is refused twice, once it is closed, without the right, and of what is gone', async () => {
    const ready: Order = { action: 'mark-ready', ...ONE };
    const draft: Order = { action: 'mark-draft', ...ONE };
    bench().world.setRole(APP, 'carol', 'triage');

    await expect(bench().perform('bob', ready)).rejects.toMatchObject({ code: 'already-done' });
    await expect(bench().perform('carol', draft)).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('bob', draft, readsPulls)).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', { ...draft, number: '99' })).rejects.toMatchObject({
      code: 'not-found',
    });
    bench().world.close(APP, 1, 'alice');
    await expect(bench().perform('bob', draft)).rejects.toMatchObject({ code: 'state' });
  });
});

describe('what a merge still takes', () => {
  it.each<[string, () => void]>([
    ['no review yet', () => undefined],
    ['changes that were requested', () => bench().world.requestChanges(APP, 1, 'bob')],
  ])('is an approval, with %s', async (_what, move) => {
    bench().world.protect(APP, { approvals: 1 });
    move();
    await see();

    expect(await bench().look('bob', { kind: 'merge-request', ...ONE })).toMatchObject({
      gate: 'needs-approval',
    });
  });

  it('is only that it is blocked, where GraphQL does not answer', async () => {
    bench().world.protect(APP, { approvals: 1 });
    const body = '{"data":null,"errors":[{"type":"FORBIDDEN","message":"No"}]}';
    bench().spoil({
      path: /graphql/,
      fault: { kind: 'status', status: 200, contentType: 'application/json', body },
    });
    await see();

    expect(await bench().look('bob', { kind: 'merge-request', ...ONE })).toMatchObject({ gate: 'blocked' });
  });
});

describe('open threads', () => {
  const list = (login = 'bob', number = '1') =>
    bench().adapter.actions.listOpenThreads(bench().session(login), bench().project, number);
  const resolve = (threadId: string): Order => ({ action: 'resolve-thread', ...ONE, threadId });

  it('are told by how they begin', async () => {
    const { world } = bench();
    const first = world.reviewComment(APP, 1, 'carol', 'Why *here*?');
    world.comment(APP, 1, 'alice', 'Because.', first);
    world.resolveThread(APP, 1, world.reviewComment(APP, 1, 'carol', 'Done?'), 'alice');

    expect(await list()).toEqual([
      {
        id: expect.stringMatching(/^PRRT_/),
        author: { id: bench().person('carol').id, login: 'carol', name: 'carol' },
        body: 'Why *here*?',
        path: 'src/change-1.ts',
        url: expect.stringContaining(`#discussion_r${first}`),
      },
    ]);
  });

  it('are resolved by either of their names', async () => {
    const { world } = bench();
    const first = world.reviewComment(APP, 1, 'carol', 'Why?');
    world.reviewComment(APP, 1, 'carol', 'How?');
    const named = (await list()).find(({ body }) => body === 'How?')?.id ?? '';

    await bench().perform('bob', resolve(first));
    await bench().perform('bob', resolve(named));

    expect(await list()).toEqual([]);
    await expect(bench().perform('bob', resolve(first))).rejects.toMatchObject({ code: 'already-done' });
  });

  it('are answered by either of their names', async () => {
    const { world } = bench();
    const first = world.reviewComment(APP, 1, 'carol', 'Why?');
    const [thread] = await list();

    const receipt = await bench().perform('bob', {
      action: 'comment',
      on: 'merge-request',
      ...ONE,
      text: 'Because.',
      threadId: thread?.id ?? '',
    });

    expect(receipt.id).toMatch(/^review-\d+$/);
    expect(receipt.id).not.toBe(`review-${first}`);
    expect(receipt.url).toContain('#discussion_r');
    expect(mutations()).toHaveLength(1);
  });

  it('are not resolved by readers, by tokens that may not, nor where they are gone', async () => {
    bench().world.setRole(APP, 'bob', 'read');
    const first = bench().world.reviewComment(APP, 1, 'carol', 'Why?');

    await expect(bench().perform('bob', resolve(first))).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('carol', resolve(first), readsPulls)).rejects.toMatchObject({
      code: 'scope',
    });
    await expect(bench().perform('carol', resolve('PRRT_gone'))).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'not-found',
    });
    await expect(bench().perform('carol', resolve('99'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(list('mallory')).rejects.toMatchObject({ code: 'not-found' });
    await expect(list('bob', '99')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a mutation whose answer is lost', () => {
  it.each([
    ['after it was done', { kind: 'truncate' }],
    ['before', { kind: 'reset' }],
  ] as const)('%s is unavailable, and sent once only', async (_what, fault) => {
    bench().spoil({ path: /graphql/, fault });

    await expect(bench().perform('alice', { action: 'mark-draft', ...ONE })).rejects.toMatchObject({
      name: 'ForgeError',
      code: 'unavailable',
    });
    expect(mutations()).toHaveLength(1);
  });

  it('in part was done', async () => {
    const body = '{"data":{"convertPullRequestToDraft":{}},"errors":[{"type":"FORBIDDEN","message":"No"}]}';
    bench().spoil({
      path: /graphql/,
      fault: { kind: 'status', status: 200, contentType: 'application/json', body },
    });

    await bench().perform('alice', { action: 'mark-draft', ...ONE });

    expect(mutations()).toHaveLength(1);
  });

  it('for a limit is one', async () => {
    const body = '{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}';
    bench().spoil({
      path: /graphql/,
      fault: { kind: 'status', status: 200, contentType: 'application/json', body },
    });

    await expect(bench().perform('alice', { action: 'mark-draft', ...ONE })).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 60,
    });
  });
});
