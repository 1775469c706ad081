import { describe, expect, it } from '@jest/globals';
import type { MergeRequestLook } from '../../../../src/domain/actions/look.js';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();

function openPull(title = 'Add a page', isDraft = false): string {
  return String(bench().world.openMergeRequest(APP, { author: 'alice', title, isDraft }).number);
}

/** GitHub works out whether it can be merged once it was asked. */
async function lookTwice(login: string, number: string): Promise<MergeRequestLook> {
  await bench().look(login, { kind: 'merge-request', number });
  return bench().look(login, { kind: 'merge-request', number });
}

describe('a look at a pull request', () => {
  it('tells what it is, and what this account may do to it', async () => {
    const { world } = bench();
    const number = openPull();
    world.approve(APP, 1, 'bob');
    world.pushCommit(APP, 1, 'alice');
    const { id } = world.startPipeline(APP, { by: 'alice', mergeRequest: 1 });
    world.finishPipeline(APP, id, 'success');

    const look = await lookTwice('bob', number);

    expect(look).toMatchObject({
      role: 'write',
      mergeRequest: { number: '1', title: 'Add a page', headSha: world.headSha(APP, 1), state: 'open' },
      gate: 'open',
      mergeMethods: ['merge', 'squash', 'rebase'],
      deletesBranch: false,
      branchChoice: 'merge',
      canAutoMerge: false,
      mayMerge: null,
      mayApprove: true,
      myVerdict: 'approved',
      pipelineStatus: 'success',
      size: { files: 1, additions: 8, deletions: 2 },
    });
  });

  it('knows that nobody approves their own, and that a reader does not merge', async () => {
    const number = openPull();
    bench().world.setRole(APP, 'carol', 'read');

    expect(await bench().look('alice', { kind: 'merge-request', number })).toMatchObject({
      mayApprove: false,
      myVerdict: null,
    });
    expect(await bench().look('carol', { kind: 'merge-request', number })).toMatchObject({
      role: 'read',
      mayMerge: false,
      mayApprove: true,
    });
  });

  it('offers the ways to merge that the repository allows', async () => {
    const number = openPull();
    bench().world.configure(APP, { mergeMethods: ['squash'], deletesBranchOnMerge: true });

    expect(await bench().look('bob', { kind: 'merge-request', number })).toMatchObject({
      mergeMethods: ['squash'],
      deletesBranch: true,
      branchChoice: 'none',
    });
  });

  it.each([
    ['leaves merged branches', false],
    ['deletes merged branches by itself', true],
  ])(
    'takes the branch of no fork along, nor the default branch, where the repository %s',
    async (_how, deletesBranchOnMerge) => {
      const number = openPull();
      bench().world.configure(APP, { deletesBranchOnMerge });
      const answer = await fetch(`${bench().github.url}/api/v3/repos/${APP}/pulls/1`, {
        headers: { authorization: `Bearer ${bench().world.addToken('bob')}` },
      });
      const pull = (await answer.json()) as { head: object };
      const heads = [
        { ...pull.head, repo: { ...bench().project, id: 7 } },
        { ...pull.head, repo: null },
        { ...pull.head, ref: 'main' },
      ];
      for (const head of heads) {
        const body = JSON.stringify({ ...pull, head });
        const fault = { kind: 'status', status: 200, contentType: 'application/json', body } as const;
        bench().spoil({ method: 'GET', path: /pulls\/1$/, fault, times: 1 });

        const look = await bench().look('bob', { kind: 'merge-request', number });
        expect(look).toMatchObject({ deletesBranch: false, branchChoice: 'none' });
      }
    },
  );

  it.each<[string, string, () => void]>([
    ['a conflict', 'conflict', () => bench().world.setConflict(APP, 1, true)],
    ['a branch that fell behind', 'behind', () => fallBehind()],
    ['a check that failed', 'checks-failed', () => check('failed')],
    ['a check that runs', 'checks-pending', () => check(null)],
    ['a requirement that it does not name', 'blocked', () => bench().world.setBlocked(APP, 1, true)],
    ['nothing at all', 'open', () => undefined],
  ])('names %s as %s', async (_what, gate, move) => {
    const number = openPull();
    move();

    expect((await lookTwice('bob', number)).gate).toBe(gate);
  });

  it.each<[string, () => void]>([
    ['is required to be up to date', () => fallBehind()],
    ['may be merged all the same', () => mergeAnother()],
    ['waits for a review first', () => awaitReview()],
  ])('sees that a branch is behind where it %s, and that it is so no more', async (_what, move) => {
    const number = openPull();
    const before = await lookTwice('bob', number);
    move();
    const behind = await lookTwice('bob', number);
    const headSha = bench().world.headSha(APP, 1);
    await bench().perform('bob', { action: 'update-branch', number, headSha });

    const found = [before, behind, await lookTwice('bob', number)].map(({ isBehind }) => isBehind);
    expect(found).toEqual([false, true, false]);
  });

  it('asks over GraphQL once a look', async () => {
    const number = openPull();
    const before = bench().queries().length;

    await lookTwice('bob', number);

    expect(bench().queries().length - before).toBe(2);
  });

  it.each<[string, 'success' | 'failed' | 'pending', () => void]>([
    ['another app failed it', 'failed', () => bench().world.reportCheck(APP, 1, 'circleci', 'failure')],
    ['another app is at it', 'pending', () => bench().world.reportCheck(APP, 1, 'circleci', null)],
    ['a status is bad', 'failed', () => setStatus('failure')],
    ['all are content', 'success', () => setStatus('success')],
  ])('counts all checks of the head, also where runs are green and %s: %s', async (_what, status, move) => {
    const number = openPull();
    const { world } = bench();
    const { id } = world.startPipeline(APP, { by: 'alice', mergeRequest: 1 });
    world.finishPipeline(APP, id, 'success');
    move();

    expect(await lookTwice('bob', number)).toMatchObject({ gate: 'open', pipelineStatus: status });
  });

  it('says that GitHub does not know yet, and that a draft is one', async () => {
    const number = openPull();
    const draft = openPull('Later', true);

    expect(await bench().look('bob', { kind: 'merge-request', number })).toMatchObject({ gate: 'unknown' });
    expect(await bench().look('bob', { kind: 'merge-request', number: draft })).toMatchObject({
      gate: 'draft',
      mergeRequest: { isDraft: true },
    });
  });

  it('offers automatic merge where the repository has it and something is left to wait for', async () => {
    const number = openPull();
    bench().world.configure(APP, { allowsAutoMerge: true });
    const before = await lookTwice('bob', number);
    check(null);
    const after = await lookTwice('bob', number);

    expect([before.canAutoMerge, after.canAutoMerge]).toEqual([false, true]);
  });

  it('finds the repository where it is now, and never the one that took its name', async () => {
    const number = openPull('Ours');
    const { world } = bench();
    world.renameProject(APP, 'acme/store');
    world.addProject(APP, { members: ['bob'], isPrivate: true });
    world.openMergeRequest(APP, { author: 'bob', title: 'Theirs' });

    expect(await bench().look('bob', { kind: 'merge-request', number })).toMatchObject({
      mergeRequest: { title: 'Ours' },
    });
  });
});

describe('a look at a pull request that was merged', () => {
  it('tells by whom', async () => {
    const number = openPull();
    bench().world.merge(APP, 1, 'carol');

    expect(await bench().look('bob', { kind: 'merge-request', number })).toMatchObject({
      gate: 'blocked',
      canAutoMerge: false,
      pipelineStatus: null,
      mergeRequest: { state: 'merged', mergedBy: { login: 'carol' } },
    });
  });
});

describe('a look at a workflow run', () => {
  it('names the jobs that failed', async () => {
    const { world } = bench();
    const { id } = world.startPipeline(APP, { by: 'alice' });
    world.finishPipeline(APP, id, 'failed', [{ name: 'lint' }]);

    const look = await bench().look('bob', { kind: 'pipeline', id: String(id) });

    expect(look).toMatchObject({
      role: 'write',
      pipeline: { id: String(id), status: 'failed', failedJobs: [{ name: 'lint' }] },
      playableJobs: [],
      waitingDeployments: [],
    });
  });

  it('names the deployment that waits, and whether this account may decide it', async () => {
    const { world } = bench();
    world.setRole(APP, 'carol', 'read');
    const { id } = world.startPipeline(APP, { by: 'alice' });
    world.blockPipeline(APP, id);

    const waitingFor = async (login: string) =>
      (await bench().look(login, { kind: 'pipeline', id: String(id) })).waitingDeployments;

    expect(await waitingFor('bob')).toEqual([
      { id: expect.stringMatching(/^\d+$/), environment: 'production', mayDecide: true },
    ]);
    expect(await waitingFor('carol')).toMatchObject([{ mayDecide: false }]);
  });
});

describe('a look at an issue', () => {
  it('tells what it is, and knows a pull request from an issue', async () => {
    const { world } = bench();
    const { number } = world.openIssue(APP, { author: 'alice', title: 'It breaks', assignees: ['bob'] });
    const pull = openPull();
    world.setRole(APP, 'carol', 'triage');

    expect(await bench().look('carol', { kind: 'issue', number: String(number) })).toMatchObject({
      role: 'triage',
      issue: { title: 'It breaks', state: 'open', assignees: [{ login: 'bob' }] },
    });
    await expect(bench().look('carol', { kind: 'issue', number: pull })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a look', () => {
  it.each([
    { kind: 'merge-request', number: '99' },
    { kind: 'issue', number: '99' },
    { kind: 'pipeline', id: '99' },
  ] as const)('finds nothing where there is nothing: %o', async (target) => {
    const there = openPull();

    await expect(bench().look('bob', target)).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench().look('mallory', { kind: 'merge-request', number: there })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('tells an archived repository as one that can only be read', async () => {
    const number = openPull();
    bench().world.configure(APP, { isArchived: true });

    expect(await bench().look('bob', { kind: 'merge-request', number })).toMatchObject({
      role: 'read',
      isArchived: true,
      mayMerge: false,
    });
  });
});

function check(outcome: 'failed' | null): void {
  const { world } = bench();
  world.protect(APP, { needsChecks: true });
  const { id } = world.startPipeline(APP, { by: 'alice', mergeRequest: 1 });
  if (outcome !== null) world.finishPipeline(APP, id, outcome);
}

function setStatus(state: 'success' | 'failure'): void {
  bench().world.setStatus(APP, 1, { context: 'jenkins', state }, 'bob');
}

function fallBehind(): void {
  bench().world.protect(APP, { needsUpToDate: true });
  mergeAnother();
}

function awaitReview(): void {
  bench().world.protect(APP, { approvals: 1 });
  mergeAnother();
}

function mergeAnother(): void {
  const { world } = bench();
  const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'First' });
  world.merge(APP, number, 'bob');
}
