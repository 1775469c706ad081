import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeOrder, Order } from '../../../../src/domain/actions/order.js';
import { type ActionsBench, APP, refused, startActionsBench } from './actions-bench.js';

const NUMBER = '1';
const MR = { kind: 'merge-request', number: NUMBER } as const;
const OTHER_SHA = 'f'.repeat(40);

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
  bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
});

afterEach(() => bench.close());

async function mergeOrder(changes: Partial<MergeOrder> = {}): Promise<MergeOrder> {
  return {
    action: 'merge',
    number: NUMBER,
    headSha: await bench.head(1),
    method: 'merge',
    deletesBranch: false,
    whenReady: false,
    ...changes,
  };
}

const seen = () => bench.as('ann').lookAt(MR);

describe('merging', () => {
  it('merges the commit that was shown, and takes the branch along', async () => {
    const receipt = await bench.as('bob').perform(await mergeOrder({ deletesBranch: true }));

    expect(receipt.url).toMatch(/\/-\/merge_requests\/1$/);
    expect((await seen()).mergeRequest).toMatchObject({ state: 'merged', mergedBy: { login: 'bob' } });
    expect(await branches()).toEqual(['main']);
  });

  it('squashes, or does not, whatever the merge request was told before', async () => {
    await bench.as('bob').perform(await mergeOrder({ method: 'squash' }));
    bench.world.openMergeRequest(APP, { author: 'ann', title: 'Two' });
    await bench.ask('/projects/team%2Fapp/merge_requests/2', { method: 'PUT', body: { squash: true } });
    await bench.as('bob').perform(await mergeOrder({ number: '2', headSha: await bench.head(2) }));

    expect(await Promise.all([squashed(1), squashed(2)])).toEqual([true, false]);
  });

  describe('by a train', () => {
    beforeEach(() => bench.world.configureProject(APP, { mergesByTrain: true }));

    it('puts the commit that was shown on it, at once or once its checks are through', async () => {
      expect(await seen()).toMatchObject({ mergesByTrain: true, canAutoMerge: true, branchChoice: 'none' });

      await bench.as('bob').perform(await mergeOrder({ byTrain: true }));
      bench.world.startPipeline(APP, { by: 'ann', mergeRequest: 1 });
      await bench.as('bob').perform(await mergeOrder({ byTrain: true, whenReady: true }));

      expect((await seen()).mergeRequest).toMatchObject({ state: 'open', autoMerge: {} });
      const sent = bench.writes().map(({ url, body }) => [url.split('/').slice(-3).join('/'), body]);
      const plain = { sha: await bench.head(1), squash: false };
      expect(sent).toEqual([
        ['merge_trains/merge_requests/1', plain],
        ['merge_trains/merge_requests/1', { ...plain, auto_merge: true, when_pipeline_succeeds: true }],
      ]);
    });

    it('is refused once the head has moved, while something stands in the way, and to whoever may not', async () => {
      const order = await mergeOrder({ byTrain: true });
      await expect(bench.as('rita').perform(order)).rejects.toMatchObject(refused('role'));
      bench.world.setConflict(APP, 1, true);
      await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('conflict'));
      bench.world.setConflict(APP, 1, false);
      bench.world.pushCommit(APP, 1, 'ann');
      await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('head-moved'));
    });
  });

  it('leaves the merge request as it was once the head has moved', async () => {
    await bench.ask('/projects/team%2Fapp/merge_requests/1', { method: 'PUT', body: { squash: true } });
    const order = await mergeOrder();
    bench.world.pushCommit(APP, 1, 'ann');
    bench.server.log.clear();

    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('head-moved'));
    expect(bench.writes()).toEqual([]);
    expect(await squashed(1)).toBe(true);
  });

  it('knows no rebase of its own', async () => {
    await expect(bench.as('bob').perform(await mergeOrder({ method: 'rebase' }))).rejects.toMatchObject(
      refused('unsupported'),
    );
    expect(bench.writes()).toEqual([]);
  });

  it('happens by itself once the pipeline succeeds, until it is told not to', async () => {
    const { id } = bench.world.startPipeline(APP, { by: 'ann', mergeRequest: 1 });
    await bench.as('bob').perform(await mergeOrder({ whenReady: true }));
    const set = await seen();
    await bench.as('bob').perform({ action: 'stop-auto-merge', number: NUMBER });
    bench.world.finishPipeline(APP, id, 'success');

    expect(set.mergeRequest).toMatchObject({ state: 'open', autoMerge: { by: { login: 'bob' } } });
    expect((await seen()).mergeRequest).toMatchObject({ state: 'open', autoMerge: null });
    await expect(
      bench.as('bob').perform({ action: 'stop-auto-merge', number: NUMBER }),
    ).rejects.toMatchObject(refused('nothing-to-do'));
  });

  it('sends the automatic merge under its old name and its new one', async () => {
    bench.world.startPipeline(APP, { by: 'ann', mergeRequest: 1 });
    await bench.as('bob').perform(await mergeOrder({ whenReady: true }));

    expect(bench.writes().map(({ body }) => body)).toMatchObject([
      { auto_merge: true, merge_when_pipeline_succeeds: true, sha: await bench.head(1) },
    ]);
  });

  it.each<[string, () => void]>([
    ['draft', () => bench.world.editTitle(APP, 1, 'Draft: One', 'ann')],
    ['conflict', () => bench.world.setConflict(APP, 1, true)],
    ['behind', () => bench.world.setBehind(APP, 1, true)],
    ['needs-approval', () => bench.world.configureProject(APP, { approvalsRequired: 1 })],
    ['checks-failed', () => bench.world.configureProject(APP, { pipelineMustSucceed: true })],
    ['threads-open', () => bench.world.forceMergeStatus(APP, 1, 'discussions_not_resolved')],
    ['not-mergeable', () => bench.world.forceMergeStatus(APP, 1, 'checking')],
    ['role', () => bench.world.configureProject(APP, { mergeAccessLevel: 40 })],
    ['already-done', () => bench.world.merge(APP, 1, 'ann')],
    ['state', () => bench.world.close(APP, 1, 'ann')],
  ])('is refused with its reason: %s', async (code, act) => {
    act();

    await expect(bench.as('bob').perform(await mergeOrder())).rejects.toMatchObject(refused(code));
  });

  it('is refused once the head has moved, and nothing is merged', async () => {
    const order = await mergeOrder();
    bench.world.pushCommit(APP, 1, 'ann');

    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('head-moved'));
    expect((await seen()).mergeRequest.state).toBe('open');
  });
});

describe('a new pipeline of a merge request', () => {
  const number = '2';
  const order: Order = { action: 'new-pipeline', number };
  const see = async () => (await bench.as('ann').lookAt({ kind: 'merge-request', number })).ownPipelines;

  beforeEach(() => {
    bench.world.openMergeRequest(APP, { author: 'ann', title: 'Two', sourceBranch: 'page' });
  });

  it('builds its head, also where none ran before', async () => {
    expect(await see()).toBe('here');

    const receipt = await bench.as('bob').perform(order);

    const built = await bench.as('ann').lookAt({ kind: 'pipeline', id: receipt.id ?? '' });
    expect(built.pipeline).toMatchObject({ mergeRequestNumber: '2', url: receipt.url });
  });

  it('is none of one whose branch is built instead', async () => {
    bench.world.startPipeline(APP, { by: 'ann', ref: 'page' });

    expect(await see()).toBe('none');
  });

  it('is refused to reporters, and where nothing would run', async () => {
    await expect(bench.as('rita').perform(order)).rejects.toMatchObject(refused('role'));

    const nothing = { message: { base: ['Pipeline will not run for the selected trigger.'] } };
    for (const [status, body] of [
      [400, nothing],
      [405, { message: '405 Method Not Allowed' }],
    ] as const) {
      const fault = {
        kind: 'status',
        status,
        contentType: 'application/json',
        body: JSON.stringify(body),
      } as const;
      bench.server.faults.add({ method: 'POST', path: /merge_requests\/2\/pipelines$/, fault, times: 1 });
      await expect(bench.as('ann').perform(order)).rejects.toMatchObject(refused('no-pipeline'));
    }
  });
});

describe('a draft', () => {
  it.each(['Draft: One', 'draft: Draft: One', '[Draft] One', '(draft) One'])(
    'is ready without its mark: %s',
    async (title) => {
      bench.world.editTitle(APP, 1, title, 'ann');
      await bench.as('bob').perform({ action: 'mark-ready', number: NUMBER });

      expect((await seen()).mergeRequest).toMatchObject({ title: 'One', isDraft: false });
    },
  );

  it('is made by its title, once', async () => {
    await bench.as('bob').perform({ action: 'mark-draft', number: NUMBER });

    expect((await seen()).mergeRequest).toMatchObject({ title: 'Draft: One', isDraft: true });
    await expect(bench.as('bob').perform({ action: 'mark-draft', number: NUMBER })).rejects.toMatchObject(
      refused('already-done'),
    );
  });

  it('is nothing for what is ready, or merged', async () => {
    const order = { action: 'mark-ready', number: NUMBER } as const;

    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('already-done'));
    bench.world.merge(APP, 1, 'ann');
    await expect(bench.as('bob').perform(order)).rejects.toMatchObject(refused('state'));
  });
});

describe('the branch', () => {
  it('is brought up to date by a rebase', async () => {
    bench.world.setBehind(APP, 1, true);
    const headSha = await bench.head(1);
    await bench.as('bob').perform({ action: 'update-branch', number: NUMBER, headSha });

    expect(await bench.head(1)).not.toBe(headSha);
    expect((await seen()).gate).toBe('open');
  });

  it('is left alone where its head is not the one that was shown', async () => {
    await expect(
      bench.as('bob').perform({ action: 'update-branch', number: NUMBER, headSha: OTHER_SHA }),
    ).rejects.toMatchObject(refused('head-moved'));
    expect(bench.writes()).toEqual([]);
  });

  it('is not for those who may not push', async () => {
    const headSha = await bench.head(1);

    await expect(
      bench.as('rita').perform({ action: 'update-branch', number: NUMBER, headSha }),
    ).rejects.toMatchObject({ ...refused('role'), words: 'Cannot push to source branch' });
  });
});

describe('an order about a merge request', () => {
  async function orders(number: string): Promise<readonly Order[]> {
    const headSha = await bench.head(1);
    const person = { id: String(bench.ids.bob), login: 'bob', name: 'Bob Ray' };
    return [
      await mergeOrder({ number }),
      { action: 'approve', number, headSha },
      { action: 'unapprove', number },
      { action: 'stop-auto-merge', number },
      { action: 'mark-draft', number },
      { action: 'update-branch', number, headSha },
      { action: 'ask-review', number, person },
      { action: 'resolve-thread', number, threadId: 'f'.repeat(40) },
    ];
  }

  it('is not for a token that only reads', async () => {
    for (const order of await orders('1')) {
      await expect(bench.as('bob', ['read_api']).perform(order)).rejects.toMatchObject(refused('scope'));
    }
  });

  it('is not for who only reads the project', async () => {
    const open = (await orders('1')).filter(({ action }) => action !== 'resolve-thread');
    for (const order of open) {
      await expect(bench.as('rita').perform(order)).rejects.toMatchObject({ name: 'ActionRefused' });
    }
    expect((await seen()).mergeRequest).toMatchObject({ state: 'open', isDraft: false, reviewers: [] });
  });

  it('is about nothing where the merge request has gone, or is not to be seen', async () => {
    for (const order of await orders('9')) {
      await expect(bench.as('bob').perform(order)).rejects.toMatchObject({
        name: 'ForgeError',
        code: 'not-found',
      });
    }
    for (const order of await orders('1')) {
      await expect(bench.as('eve').perform(order)).rejects.toMatchObject({
        name: 'ForgeError',
        code: 'not-found',
      });
    }
  });
});

async function branches(): Promise<readonly string[]> {
  const hand = bench.as('ann');
  return hand.actions.listBranches(hand.session, hand.project, '');
}

async function squashed(number: number): Promise<boolean> {
  const { json } = await bench.ask(`/projects/team%2Fapp/merge_requests/${number}`);
  return (json as { squash: boolean }).squash;
}
