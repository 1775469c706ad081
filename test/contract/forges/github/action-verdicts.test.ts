import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../src/domain/actions/order.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();
let head: string;

beforeEach(() => {
  bench().world.openMergeRequest(APP, { author: 'alice', title: 'Add a page', reviewers: ['bob'] });
  head = bench().world.headSha(APP, 1);
});

const ONE = { number: '1' };
const approve = (): Order => ({ action: 'approve', ...ONE, headSha: head });
const object = (text = 'Please split it.'): Order => ({
  action: 'request-changes',
  ...ONE,
  headSha: head,
  text,
});
const verdictOf = async (login: string) =>
  (await bench().look(login, { kind: 'merge-request', ...ONE })).myVerdict;

describe('approving', () => {
  it('is a review of the head that was seen, in one write', async () => {
    await bench().perform('bob', approve());

    expect(await verdictOf('bob')).toBe('approved');
    expect(
      bench()
        .writes()
        .map(({ body }) => body),
    ).toEqual([{ event: 'APPROVE', commit_id: head }]);
  });

  it('can be done again, as GitHub lets people do', async () => {
    await bench().perform('bob', approve());
    await bench().perform('bob', approve());

    expect(await verdictOf('bob')).toBe('approved');
  });

  it('is taken back by those who may write', async () => {
    await bench().perform('bob', approve());
    await bench().perform('bob', { action: 'unapprove', ...ONE });

    expect(await verdictOf('bob')).toBeNull();
  });

  it('cannot be taken back by readers, nor where there is none', async () => {
    bench().world.setRole(APP, 'carol', 'read');
    await bench().perform('carol', approve());

    await expect(bench().perform('carol', { action: 'unapprove', ...ONE })).rejects.toMatchObject({
      code: 'role',
    });
    await expect(bench().perform('bob', { action: 'unapprove', ...ONE })).rejects.toMatchObject({
      code: 'nothing-to-do',
    });
    await expect(bench().perform('bob', { action: 'unapprove', number: '99' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('requesting changes', () => {
  it('says why', async () => {
    await bench().perform('bob', object());

    expect(await verdictOf('bob')).toBe('changes-requested');
    expect(bench().writes()[0]?.body).toMatchObject({ event: 'REQUEST_CHANGES', body: 'Please split it.' });
  });

  it('leaves words that can be changed by their writer, and the verdict as it is', async () => {
    const { id, url } = await bench().perform('bob', object());
    const change: Order = {
      action: 'edit-comment',
      on: 'merge-request',
      ...ONE,
      commentId: id ?? '',
      text: 'Please split it in two.',
    };

    expect(await bench().perform('bob', change)).toEqual({ id, url });
    expect(url).toContain('#pullrequestreview-');
    expect(await verdictOf('bob')).toBe('changes-requested');
    expect(bench().writes().at(-1)).toMatchObject({ body: { body: 'Please split it in two.' } });
    await expect(bench().perform('carol', change)).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('bob', { ...change, commentId: 'summary-999999' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('without a reason is not even sent', async () => {
    await expect(bench().perform('bob', object('  '))).rejects.toMatchObject({ code: 'invalid' });
    expect(bench().writes()).toEqual([]);
  });
});

describe.each([
  ['approving', approve],
  ['requesting changes', object],
])('%s', (_what, order) => {
  it('is not for one’s own work', async () => {
    await expect(bench().perform('alice', order())).rejects.toMatchObject({ code: 'own-work' });
  });

  it('is refused once the head has moved, and nothing is sent', async () => {
    bench().world.pushCommit(APP, 1, 'alice');

    await expect(bench().perform('bob', order())).rejects.toMatchObject({ code: 'head-moved' });
    expect(bench().writes()).toEqual([]);
  });

  it('is refused once it is closed', async () => {
    bench().world.close(APP, 1, 'alice');

    await expect(bench().perform('bob', order())).rejects.toMatchObject({ code: 'state' });
  });

  it('takes a token that may write', async () => {
    const token = { kind: 'fine-grained', scopes: ['pull_requests=read'] } as const;

    await expect(bench().perform('bob', order(), token)).rejects.toMatchObject({ code: 'scope' });
  });

  it('finds nothing where there is nothing', async () => {
    const gone = { ...order(), number: '99' } as Order;

    await expect(bench().perform('bob', gone)).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench().perform('mallory', order())).rejects.toMatchObject({ code: 'not-found' });
  });
});
