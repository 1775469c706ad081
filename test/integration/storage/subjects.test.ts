import { describe, expect, it } from '@jest/globals';
import type { Storage } from '../../../src/storage/open-storage.js';
import type { Snapshot } from '../../../src/domain/subject.js';
import type { BranchHealth } from '../../../src/domain/subjects/branch-health.js';
import type { Deployment } from '../../../src/domain/subjects/deployment.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import type { Issue } from '../../../src/domain/subjects/issue.js';
import { anIssue } from '../../support/an-issue.js';
import { aDeployment } from '../../support/a-deployment.js';
import { aBranchHealth, aMergeRequest, CAROL } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, BOB, claim, failure, NOON, personWatching, pipeline, project } from './fixtures.js';

describeOnEachDatabase('what accounts saw last', (open) => {
  async function remember(
    storage: Storage,
    accountId: string,
    snapshots: readonly Snapshot[],
  ): Promise<void> {
    const works = await claim(storage, 0);
    for (const { lease } of works) {
      if (lease.accountId === accountId) {
        await storage.polls.commit(lease, (tx) => tx.saveSnapshots(snapshots));
      }
      await storage.polls.release(lease);
    }
  }

  const mergeRequest = (id: string, over: Parameters<typeof aMergeRequest>[0] = {}) =>
    aMergeRequest({ id, number: id, projectId: '1', sourceBranch: `branch-${id}`, ...over });

  it('are found by their kinds in one project, with the files that they touch where those are wanted', async () => {
    const storage = await open(() => NOON);
    const { account } = await personWatching(storage, ALICE);
    const touched = { paths: ['src/main.ts'], isCut: false, headSha: 'b'.repeat(40) };
    const snapshots = [
      mergeRequest('1', { touched }),
      mergeRequest('2', { state: 'merged' }),
      mergeRequest('3', { projectId: '2' }),
      pipeline('4'),
    ];
    await remember(storage, account.id, snapshots);
    const seen = (over: object) =>
      storage.people.subjects.lastSeen(account.id, {
        projectId: '1',
        kinds: ['merge-request'],
        withFiles: false,
        limit: 9,
        ...over,
      });

    expect(await seen({})).toEqual([mergeRequest('1'), mergeRequest('2', { state: 'merged' })]);
    expect(await seen({ withFiles: true, limit: 1 })).toEqual([mergeRequest('1', { touched })]);
    expect(await seen({ kinds: ['pipeline', 'issue'] })).toEqual([pipeline('4')]);
    expect(await seen({ kinds: [] })).toEqual([]);
  });

  describe('open merge requests', () => {
    it('come last changed first, with the newest pipeline of their branch', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const old = pipeline('8', { ref: 'branch-2', createdAt: at(-60).toISOString() });
      const newest = pipeline('9', { ref: 'branch-2', status: 'success' });
      await remember(storage, account.id, [
        mergeRequest('1', { updatedAt: at(10).toISOString() }),
        mergeRequest('2', { updatedAt: at(20).toISOString() }),
        mergeRequest('3', { state: 'merged' }),
        newest,
        old,
      ]);

      const seen = await storage.people.subjects.openMergeRequests([account.id], 10);
      const first = await storage.people.subjects.openMergeRequests([account.id], 1);

      expect(seen.map(({ mergeRequest: one, pipeline: run }) => [one.number, run?.id ?? null])).toEqual([
        ['2', '9'],
        ['1', null],
      ]);
      expect(seen[0]).toMatchObject({ accountId: account.id, project: project('1') });
      expect(first).toEqual(seen.slice(0, 1));
    });

    it('come without the files that they touch, which nobody reads in a list', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const touched = { paths: ['src/main.ts'], isCut: false, headSha: 'b'.repeat(40) };
      await remember(storage, account.id, [mergeRequest('1', { touched })]);

      const seen = await storage.people.subjects.openMergeRequests([account.id], 10);

      expect(seen.map((one) => one.mergeRequest)).toEqual([mergeRequest('1')]);
    });

    it('come with a pipeline of their own too, or of their head, which has no branch here', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const own = pipeline('9', { ref: '!2', mergeRequestNumber: '2', createdAt: at(60).toISOString() });
      const ofBranch = pipeline('8', { ref: 'branch-2', createdAt: at(0).toISOString() });
      const ofFork = pipeline('7', { ref: 'mallory:branch-1', sha: 'f'.repeat(40) });
      const fromFork = mergeRequest('1', { headSha: 'f'.repeat(40) });
      await remember(storage, account.id, [fromFork, mergeRequest('2'), own, ofBranch, ofFork]);

      const seen = await storage.people.subjects.openMergeRequests([account.id], 10);

      expect(seen.map(({ mergeRequest: one, pipeline: run }) => [one.number, run?.id ?? null])).toEqual([
        ['1', '7'],
        ['2', '9'],
      ]);
    });

    it('come with what failed for their head, rather than with a later run of something else', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const head = 'c'.repeat(40);
      const run = (id: string, name: string, over: Partial<Pipeline>) =>
        pipeline(id, { name, ref: 'branch-2', sha: head, createdAt: at(Number(id)).toISOString(), ...over });
      await remember(storage, account.id, [
        mergeRequest('2', { headSha: head }),
        run('1', 'lint', { status: 'failed' }),
        run('2', 'unit', { status: 'failed' }),
        run('3', 'e2e', { status: 'failed', sha: 'd'.repeat(40) }),
        run('4', 'lint', { status: 'success' }),
        run('5', 'docs', { status: 'success' }),
      ]);

      const [seen] = await storage.people.subjects.openMergeRequests([account.id], 10);

      expect(seen?.pipeline).toMatchObject({ name: 'unit', status: 'failed' });
    });

    it('that a list alone has shown are completed once, unless they have moved since', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      await remember(storage, account.id, [
        mergeRequest('1', { isSketch: true }),
        mergeRequest('2', { isSketch: true }),
      ]);
      const reviews = [{ person: CAROL, state: 'approved', sha: null, at: null }] as const;
      const { subjects } = storage.people;

      const moved = mergeRequest('2', { reviews, updatedAt: at(99).toISOString() });

      for (const seen of [mergeRequest('1', { reviews }), mergeRequest('1'), moved]) {
        await subjects.complete(account.id, seen, at(60));
      }

      const seen = await subjects.openMergeRequests([account.id], 10);
      expect(seen.map((one) => one.mergeRequest)).toEqual([
        mergeRequest('1', { reviews, mergeability: null }),
        mergeRequest('2', { isSketch: true }),
      ]);
    });

    it('are not completed while the account is polled', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      await remember(storage, account.id, [mergeRequest('1', { isSketch: true })]);
      await claim(storage, 30);

      await storage.people.subjects.complete(account.id, mergeRequest('1'), at(31));

      const [seen] = await storage.people.subjects.openMergeRequests([account.id], 10);
      expect(seen?.mergeRequest.isSketch).toBe(true);
    });

    it('are those of the accounts that are asked for, and no other', async () => {
      const storage = await open();
      const { account: alice } = await personWatching(storage, ALICE);
      const { account: bob } = await personWatching(storage, BOB);
      await remember(storage, alice.id, [mergeRequest('1')]);

      expect(await storage.people.subjects.openMergeRequests([bob.id], 10)).toEqual([]);
      expect(await storage.people.subjects.openMergeRequests([], 10)).toEqual([]);
    });
  });

  it('has the open issues, last changed first', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const issue = (id: string, over: Partial<Issue> = {}) => anIssue({ id, projectId: '1', ...over });
    await remember(storage, account.id, [
      issue('1', { updatedAt: at(10).toISOString() }),
      issue('2', { updatedAt: at(20).toISOString() }),
      issue('3', { state: 'closed' }),
    ]);

    const seen = await storage.people.subjects.openIssues([account.id], 10);

    expect(seen.map(({ issue: one }) => one.id)).toEqual(['2', '1']);
    expect(seen[0]).toMatchObject({ accountId: account.id, project: project('1') });
    expect(await storage.people.subjects.openIssues([], 10)).toEqual([]);
  });

  it('has the pipelines that are held up, unless a newer one followed or they stand for too long', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const child = { id: '9', projectId: '1', name: 'x', url: null, waitingJobs: [], updatedAt: '' };
    const moved = (seconds: number) => ({
      createdAt: at(seconds).toISOString(),
      updatedAt: at(seconds).toISOString(),
    });
    await remember(storage, account.id, [
      pipeline('1', { ref: 'a', status: 'waiting', ...moved(3) }),
      pipeline('2', { ref: 'b', status: 'success', waitingChildren: [child], ...moved(2) }),
      pipeline('3', { ref: 'c', status: 'waiting', ...moved(1) }),
      pipeline('4', { ref: 'c', status: 'success', ...moved(4) }),
      pipeline('5', { ref: 'd', status: 'running', ...moved(5) }),
      pipeline('6', { ref: 'e', status: 'waiting', ...moved(-9) }),
    ]);

    const held = await storage.people.subjects.heldPipelines([account.id], at(0));

    expect(held.map((one) => one.pipeline.id)).toEqual(['2', '1']);
    expect(held[0]).toMatchObject({ accountId: account.id, project: project('1') });
    expect(await storage.people.subjects.heldPipelines([], at(0))).toEqual([]);
  });

  it('has the default branches that broke lately', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const broken = (name: string, over: Partial<BranchHealth> = {}): BranchHealth =>
      aBranchHealth({
        id: `1:${name}:main`,
        projectId: '1',
        outcome: 'failed',
        updatedAt: NOON.toISOString(),
        ...over,
      });
    await remember(storage, account.id, [
      broken('CI'),
      broken('gone', { updatedAt: at(-61).toISOString() }),
      broken('sound', { outcome: 'success' }),
      broken('CI', { id: '1:CI:side' }),
    ]);

    const found = await storage.people.subjects.brokenBranches([account.id], at(-60));

    expect(found.map(({ name, failedAt }) => [name, failedAt])).toEqual([['CI', NOON]]);
  });

  it('knows when things were last assigned to the reader', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const assigned = (key: string, seconds: number, reason: 'assignee' | 'author') =>
      failure(key, {
        type: 'issue-assigned',
        subject: anIssue({ id: '5', projectId: '1' }),
        reason,
        at: at(seconds).toISOString(),
      });
    const [{ lease }] = (await claim(storage, 0)) as [Awaited<ReturnType<typeof claim>>[number]];
    await storage.polls.commit(lease, async (tx) => {
      await tx.recordEvents([
        assigned('a', 1, 'assignee'),
        assigned('b', 2, 'assignee'),
        assigned('c', 3, 'author'),
      ]);
    });

    expect(await storage.people.subjects.assignments([account.id])).toEqual([
      { accountId: account.id, kind: 'issue', id: '5', at: at(2) },
    ]);
    expect(await storage.people.subjects.assignments([])).toEqual([]);
  });

  it('has the deployments that wait, by environment', async () => {
    const storage = await open();
    const { account } = await personWatching(storage, ALICE);
    const deployment = (id: string, over: Partial<Deployment>) =>
      aDeployment({ id, projectId: '1', updatedAt: at(5).toISOString(), ...over });
    await remember(storage, account.id, [
      deployment('1', { environment: 'live', status: 'waiting', createdAt: at(1).toISOString() }),
      deployment('2', { environment: 'live', status: 'success', createdAt: at(2).toISOString() }),
      deployment('3', { environment: 'test', status: 'waiting', createdAt: at(1).toISOString() }),
    ]);

    const waiting = await storage.people.subjects.waitingDeployments([account.id], at(0));

    expect(waiting.map((one) => one.deployment.id)).toEqual(['3']);
  });

  describe('pipelines of a project', () => {
    it('come newest first, also those of one second', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      await remember(storage, account.id, [
        pipeline('9'),
        pipeline('10'),
        pipeline('8', { createdAt: new Date(NOON.getTime() + 1_000).toISOString() }),
      ]);

      const pipelines = await storage.people.subjects.pipelines(account.id, '1', 2);

      expect(pipelines.map(({ id }) => id)).toEqual(['8', '10']);
      expect(await storage.people.subjects.pipelines(account.id, '2', 2)).toEqual([]);
      expect(await storage.people.subjects.pipelines('nonsense', '1', 2)).toEqual([]);
    });
  });
});
