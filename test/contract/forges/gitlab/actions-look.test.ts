import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeGate } from '../../../../src/domain/actions/look.js';
import { type ActionsBench, APP, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
  bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
});

afterEach(() => bench.close());

const MR = { kind: 'merge-request', number: '1' } as const;

describe('a look at a merge request', () => {
  it('shows it as it is, and what its reader may do', async () => {
    const head = await bench.head(1);

    const look = await bench.as('bob').lookAt(MR);

    expect(look).toMatchObject({
      kind: 'merge-request',
      role: 'write',
      mergeRequest: { number: '1', title: 'One', headSha: head, author: { login: 'ann' } },
      gate: 'open',
      mergeMethods: ['merge', 'squash'],
      deletesBranch: false,
      branchChoice: 'merge-and-auto-merge',
      canAutoMerge: false,
      mayMerge: true,
      mayApprove: true,
      myVerdict: null,
      pipelineStatus: null,
      size: { files: 0, additions: null, deletions: null },
    });
  });

  it.each([
    ['ann', 'maintain', true, false],
    ['bob', 'write', true, true],
    ['rita', 'triage', false, false],
  ])('tells %s’s own part in the project', async (login, role, mayMerge, mayApprove) => {
    expect(await bench.as(login).lookAt(MR)).toMatchObject({ role, mayMerge, mayApprove });
  });

  it('is not for those who do not see it', async () => {
    await expect(bench.as('gus').lookAt(MR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(bench.as('eve').lookAt(MR)).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench.as('bob').lookAt({ ...MR, number: '9' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench.as('bob').lookAt({ ...MR, number: '../1' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('does without what the server does not tell', async () => {
    const missing = { kind: 'status', status: 404, body: '' } as const;
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    bench.server.faults.add({ path: /approvals|reviewers/, fault: missing });

    expect(await bench.as('bob').lookAt(MR)).toMatchObject({
      mayApprove: null,
      myVerdict: null,
      mergeRequest: { reviews: [] },
    });
  });

  it('takes a token that only reads', async () => {
    expect(await bench.as('bob', ['read_api']).lookAt(MR)).toMatchObject({ role: 'write' });
  });

  it('tells the reader’s own verdict', async () => {
    bench.world.requestReview(APP, 1, 'bob', 'ann');
    bench.world.approve(APP, 1, 'bob');
    const approved = await bench.as('bob').lookAt(MR);
    bench.world.requestChanges(APP, 1, 'bob');

    expect(approved).toMatchObject({ myVerdict: 'approved', mayApprove: false });
    expect((await bench.as('bob').lookAt(MR)).myVerdict).toBe('changes-requested');
    expect((await bench.as('ann').lookAt(MR)).myVerdict).toBeNull();
  });

  it('offers the methods in the order of the project’s own mind', async () => {
    const methods = async (squashOption: 'never' | 'always' | 'default_on' | 'default_off') => {
      bench.world.configureProject(APP, { squashOption, removesSourceBranch: true });
      return bench.as('bob').lookAt(MR);
    };

    expect((await methods('never')).mergeMethods).toEqual(['merge']);
    expect((await methods('always')).mergeMethods).toEqual(['squash']);
    expect((await methods('default_on')).mergeMethods).toEqual(['squash', 'merge']);
    expect((await methods('default_off')).mergeMethods).toEqual(['merge', 'squash']);
  });

  it.each<[MergeGate, () => void]>([
    ['draft', () => bench.world.editTitle(APP, 1, 'Draft: One', 'ann')],
    ['conflict', () => bench.world.setConflict(APP, 1, true)],
    ['behind', () => bench.world.setBehind(APP, 1, true)],
    ['needs-approval', () => bench.world.configureProject(APP, { approvalsRequired: 1 })],
    ['checks-failed', () => bench.world.configureProject(APP, { pipelineMustSucceed: true })],
    ['threads-open', () => bench.world.forceMergeStatus(APP, 1, 'discussions_not_resolved')],
    ['unknown', () => bench.world.forceMergeStatus(APP, 1, 'checking')],
    ['blocked', () => bench.world.forceMergeStatus(APP, 1, 'jira_association_missing')],
    ['blocked', () => bench.world.close(APP, 1, 'ann')],
  ])('names the closed gate: %s', async (gate, act) => {
    act();

    expect((await bench.as('bob').lookAt(MR)).gate).toBe(gate);
  });

  it('sees that the branch is behind, whether or not that is in the way of the merge', async () => {
    const before = await bench.as('bob').lookAt(MR);
    const { number } = bench.world.openMergeRequest(APP, { author: 'ann', title: 'First' });
    bench.world.merge(APP, number, 'ann');
    const behind = await bench.as('bob').lookAt(MR);
    const { headSha } = behind.mergeRequest;
    await bench.as('bob').perform({ action: 'update-branch', number: MR.number, headSha });
    const after = await bench.as('bob').lookAt(MR);

    expect([before, behind, after]).toMatchObject([
      { gate: 'open', isBehind: false },
      { gate: 'open', isBehind: true },
      { gate: 'open', isBehind: false },
    ]);
  });

  it('offers an automatic merge while the pipeline is under way', async () => {
    bench.world.configureProject(APP, { pipelineMustSucceed: true });
    const { id } = bench.world.startPipeline(APP, { by: 'ann', mergeRequest: 1 });
    const running = await bench.as('bob').lookAt(MR);
    bench.world.finishPipeline(APP, id, 'failed');

    expect(running).toMatchObject({ gate: 'checks-pending', canAutoMerge: true, pipelineStatus: 'running' });
    expect(await bench.as('bob').lookAt(MR)).toMatchObject({
      gate: 'checks-failed',
      canAutoMerge: false,
      pipelineStatus: 'failed',
    });
  });
});

describe('a look at a pipeline', () => {
  it('shows what failed in it, and what can be played', async () => {
    const { id } = bench.world.startPipeline(APP, { by: 'ann' });
    bench.world.finishPipeline(APP, id, 'failed', [{ name: 'lint', stage: 'check' }]);
    const manual = bench.world.addJob(APP, id, { name: 'clean', stage: 'after', status: 'manual' });

    const look = await bench.as('bob').lookAt({ kind: 'pipeline', id: String(id) });

    expect(look).toMatchObject({
      role: 'write',
      pipeline: { id: String(id), status: 'failed', ref: 'main', failedJobs: [{ name: 'lint' }] },
      playableJobs: [{ id: String(manual), name: 'clean', stage: 'after' }],
      waitingDeployments: [],
    });
  });

  it('tells a deployment that waits for approval from a job that waits to be played', async () => {
    const { id } = bench.world.startPipeline(APP, { by: 'bob' });
    const other = bench.world.startPipeline(APP, { by: 'bob' });
    const deployment = bench.world.holdDeployment(APP, id, { by: 'bob', environment: 'live' });
    bench.world.holdDeployment(APP, other.id, { by: 'bob', environment: 'test' });

    const look = await bench.as('ann').lookAt({ kind: 'pipeline', id: String(id) });

    expect(look.pipeline.status).toBe('waiting');
    expect(look.playableJobs.map(({ name }) => name)).toEqual(['deploy']);
    expect(look.waitingDeployments).toEqual([
      { id: String(deployment), environment: 'live', mayDecide: true },
    ]);
  });

  it('names what failed in a pipeline that it started', async () => {
    bench.world.addProject('team/lib', { members: ['ann', 'bob'] });
    const child = bench.world.startPipeline('team/lib', { by: 'ann' }).id;
    bench.world.finishPipeline('team/lib', child, 'failed', [{ name: 'lint' }]);
    const { id } = bench.world.startPipeline(APP, { by: 'ann' });
    bench.world.addBridge(APP, id, 'team/lib', child);
    bench.world.finishPipeline(APP, id, 'failed');

    expect((await bench.as('bob').lookAt({ kind: 'pipeline', id: String(id) })).pipeline).toMatchObject({
      status: 'failed',
      failedJobs: [],
      failedChildren: [{ name: 'trigger', failedJobs: [{ name: 'lint' }] }],
    });
  });

  it('offers the jobs that a pipeline of another project waits for', async () => {
    bench.world.addProject('team/lib', { members: ['ann', 'bob'], isPrivate: true });
    const { id } = bench.world.startPipeline(APP, { by: 'ann' });
    const child = bench.world.startChild(APP, id, { name: 'lib', by: 'ann', downstreamPath: 'team/lib' });
    bench.world.blockPipeline('team/lib', child);
    bench.world.finishPipeline(APP, id, 'success');

    const look = await bench.as('bob').lookAt({ kind: 'pipeline', id: String(id) });

    expect(look.pipeline).toMatchObject({
      status: 'success',
      waitingChildren: [{ id: String(child), name: 'lib', waitingJobs: [{ name: 'deploy' }] }],
    });
    expect(look.playableJobs).toMatchObject([{ name: 'lib: deploy', projectId: expect.any(String) }]);
    expect(
      (await bench.as('rita').lookAt({ kind: 'pipeline', id: String(id) })).pipeline.waitingChildren,
    ).toEqual([]);
  });

  it('names what is delayed, which can be started before its time', async () => {
    const { id } = bench.world.startPipeline(APP, { by: 'ann' });
    bench.world.delayPipeline(APP, id);

    expect(await bench.as('bob').lookAt({ kind: 'pipeline', id: String(id) })).toMatchObject({
      pipeline: { status: 'pending', waitingJobs: [{ name: 'rollout', isDelayed: true }] },
      playableJobs: [{ name: 'rollout' }],
    });
  });

  it('is not of another project, and not for strangers', async () => {
    const { id } = bench.world.startPipeline(APP, { by: 'bob' });
    const target = { kind: 'pipeline', id: String(id) } as const;

    await expect(bench.as('eve').lookAt(target)).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench.as('bob').lookAt({ ...target, id: '999999' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a look at an issue', () => {
  it('shows it, to a guest too', async () => {
    bench.world.openIssue(APP, { author: 'ann', title: 'Broken', assignees: ['bob'] });

    expect(await bench.as('gus').lookAt({ kind: 'issue', number: '1' })).toMatchObject({
      kind: 'issue',
      role: 'read',
      issue: { number: '1', title: 'Broken', state: 'open', assignees: [{ login: 'bob' }] },
    });
  });

  it('does not show a confidential one to a guest', async () => {
    bench.world.openConfidentialIssue(APP, { author: 'ann', title: 'The hole' });

    await expect(bench.as('gus').lookAt({ kind: 'issue', number: '1' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
