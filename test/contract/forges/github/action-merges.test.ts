import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeOrder, Order } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();
let head: string;

beforeEach(() => {
  bench().world.openMergeRequest(APP, { author: 'alice', title: 'Add a page' });
  head = bench().world.headSha(APP, 1);
});

const merge = (more: Partial<MergeOrder> = {}): MergeOrder => ({
  action: 'merge',
  number: '1',
  headSha: head,
  method: 'squash',
  deletesBranch: false,
  whenReady: false,
  ...more,
});
const stateNow = async () =>
  (await bench().look('bob', { kind: 'merge-request', number: '1' })).mergeRequest.state;
const written = () =>
  bench()
    .writes()
    .map(({ method, url }) => `${method} ${url.split('/').slice(6).join('/')}`);

function refusal(message: string) {
  const body = JSON.stringify({ message });
  return { kind: 'status', status: 422, contentType: 'application/json', body } as const;
}

describe('merging', () => {
  it('merges the head that was seen, in the way that was chosen, in one write', async () => {
    await bench().perform('bob', merge());

    expect(await stateNow()).toBe('merged');
    expect(written()).toEqual(['PUT pulls/1/merge']);
    expect(bench().writes()[0]?.body).toEqual({ sha: head, merge_method: 'squash' });
  });

  it('leaves the branch where it is, which takes an order of its own', async () => {
    await bench().perform('bob', merge({ deletesBranch: true }));

    expect(written()).toEqual(['PUT pulls/1/merge']);
  });

  it('never touches the repository that took the name', async () => {
    const { world } = bench();
    world.renameProject(APP, 'acme/store');
    world.addProject(APP, { members: ['bob'], isPrivate: true });
    world.openMergeRequest(APP, { author: 'bob', title: 'Theirs' });

    await bench().perform('bob', merge());

    expect(
      bench()
        .writes()
        .map(({ url }) => url),
    ).toEqual(['/api/v3/repos/acme/store/pulls/1/merge']);
  });

  it('is refused where the branch takes nothing but what comes through its queue', async () => {
    bench().world.protect(APP, { needsQueue: true });

    await expect(bench().perform('bob', merge())).rejects.toMatchObject({ code: 'merge-queue' });
    expect(await stateNow()).toBe('open');
  });

  it('is refused once the head has moved', async () => {
    bench().world.pushCommit(APP, 1, 'alice');

    await expect(bench().perform('bob', merge())).rejects.toMatchObject({ code: 'head-moved' });
    expect(written()).toEqual([]);
  });

  it('is refused when the head moves at the last moment', async () => {
    const fault = {
      kind: 'status',
      status: 409,
      contentType: 'application/json',
      body: '{"message":"Head branch was modified. Review and try the merge again."}',
    } as const;
    bench().spoil({ method: 'PUT', path: /merge$/, fault });

    await expect(bench().perform('bob', merge())).rejects.toMatchObject({ code: 'head-moved' });
  });

  it.each<[string, string, () => void]>([
    ['reviews are missing', 'needs-approval', () => bench().world.protect(APP, { approvals: 1 })],
    ['checks are missing', 'checks-pending', () => bench().world.protect(APP, { needsChecks: true })],
    ['a check failed', 'checks-failed', () => failCheck()],
    ['the branch is behind', 'behind', () => fallBehind()],
    [
      'the way is not allowed',
      'not-mergeable',
      () => bench().world.configure(APP, { mergeMethods: ['merge'] }),
    ],
    ['there is a conflict', 'not-mergeable', () => bench().world.setConflict(APP, 1, true)],
    ['it is closed', 'state', () => bench().world.close(APP, 1, 'alice')],
  ])('is refused where %s: %s', async (_what, code, move) => {
    move();

    await expect(bench().perform('bob', merge())).rejects.toMatchObject({ name: 'ActionRefused', code });
  });

  it('is refused of a draft', async () => {
    const { number } = bench().world.openMergeRequest(APP, { author: 'alice', title: 'x', isDraft: true });
    const headSha = bench().world.headSha(APP, number);

    await expect(bench().perform('bob', merge({ number: String(number), headSha }))).rejects.toMatchObject({
      code: 'draft',
    });
  });

  it('is not for readers, nor for tokens that may not write, nor for what is gone', async () => {
    bench().world.setRole(APP, 'carol', 'triage');
    const token = { kind: 'fine-grained', scopes: ['pull_requests=write', 'contents=read'] } as const;

    await expect(bench().perform('carol', merge())).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('bob', merge(), token)).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', merge({ number: '99' }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('deleting the branch of what was merged', () => {
  const deletion = (): Order => ({ action: 'delete-branch', number: '1', headSha: head, branch: 'change-1' });
  const whole = ['PUT pulls/1/merge', 'DELETE git/refs/heads%2Fchange-1'];

  beforeEach(async () => {
    await bench().perform('bob', merge());
  });

  it('takes it away, and has nothing to tell of one that is gone', async () => {
    await bench().perform('bob', deletion());
    await bench().perform('bob', deletion());

    expect(written()).toEqual(whole);
  });

  it('has nothing to tell of one that somebody deletes at the same moment', async () => {
    bench().spoil({ method: 'DELETE', path: /git\/refs/, fault: refusal('Reference does not exist') });

    expect(await bench().perform('bob', deletion())).toEqual({ id: null, url: null });
  });

  it('leaves one that has gained commits since', async () => {
    bench().world.push(APP, { by: 'alice', branch: 'change-1' });

    await expect(bench().perform('bob', deletion())).rejects.toMatchObject({ code: 'head-moved' });
    expect(written()).toEqual(['PUT pulls/1/merge']);
  });

  it.each([
    ['refuses it', refusal('Cannot delete a protected branch'), 'protected-branch'],
    ['fails', { kind: 'status', status: 502 }, 'unavailable'],
    ['says nothing', { kind: 'reset' }, 'unavailable'],
  ] as const)('tells why it stays where GitHub %s', async (_what, fault, code) => {
    bench().spoil({ method: 'DELETE', path: /git\/refs/, fault });

    await expect(bench().perform('bob', deletion())).rejects.toMatchObject({ code });
  });
});

describe('updating the branch', () => {
  const update = (): Order => ({ action: 'update-branch', number: '1', headSha: head });

  it('merges what the target branch has gained', async () => {
    fallBehind();

    await bench().perform('bob', update());

    expect(bench().world.headSha(APP, 1)).not.toBe(head);
    expect(written()).toEqual(['PUT pulls/1/update-branch']);
  });

  it('is refused where there is nothing new, a conflict, another head, or no right', async () => {
    await expect(bench().perform('bob', update())).rejects.toMatchObject({ code: 'up-to-date' });
    fallBehind();
    bench().world.setRole(APP, 'carol', 'read');
    await expect(bench().perform('carol', update())).rejects.toMatchObject({ code: 'role' });
    bench().world.setConflict(APP, 1, true);
    await expect(bench().perform('bob', update())).rejects.toMatchObject({ code: 'conflict' });
    bench().world.pushCommit(APP, 1, 'alice');
    await expect(bench().perform('bob', update())).rejects.toMatchObject({ code: 'head-moved' });
    await expect(bench().perform('bob', { ...update(), number: '99' } as Order)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('asking for a review', () => {
  const ask = (login: string): Order => ({
    action: 'ask-review',
    number: '1',
    person: bench().person(login),
  });

  it('puts the person among the reviewers', async () => {
    await bench().perform('alice', ask('bob'));

    const { mergeRequest } = await bench().look('alice', { kind: 'merge-request', number: '1' });
    expect(mergeRequest.reviewers).toMatchObject([{ login: 'bob' }]);
  });

  it('is refused of authors, of strangers, and to readers', async () => {
    bench().world.setRole(APP, 'carol', 'read');

    await expect(bench().perform('bob', ask('alice'))).rejects.toMatchObject({ code: 'own-work' });
    await expect(bench().perform('bob', ask('mallory'))).rejects.toMatchObject({ code: 'invalid' });
    await expect(bench().perform('carol', ask('bob'))).rejects.toMatchObject({ code: 'role' });
  });
});

function failCheck(): void {
  const { world } = bench();
  world.protect(APP, { needsChecks: true });
  const { id } = world.startPipeline(APP, { by: 'alice', mergeRequest: 1 });
  world.finishPipeline(APP, id, 'failed');
}

function fallBehind(): void {
  const { world } = bench();
  world.protect(APP, { needsUpToDate: true });
  const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'First' });
  world.merge(APP, number, 'bob');
}
