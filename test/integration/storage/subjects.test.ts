import { describe, expect, it } from '@jest/globals';
import type { Storage } from '../../../src/storage/open-storage.js';
import type { Snapshot } from '../../../src/domain/subject.js';
import type { Issue } from '../../../src/domain/subjects/issue.js';
import { anIssue } from '../../support/an-issue.js';
import { aMergeRequest } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, BOB, claim, NOON, personWatching, pipeline, project } from './fixtures.js';

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

    it('come with a pipeline of their own too, which has no branch', async () => {
      const storage = await open();
      const { account } = await personWatching(storage, ALICE);
      const own = pipeline('9', { ref: '!2', mergeRequestNumber: '2', createdAt: at(60).toISOString() });
      const ofBranch = pipeline('8', { ref: 'branch-2', createdAt: at(0).toISOString() });
      await remember(storage, account.id, [mergeRequest('1'), mergeRequest('2'), own, ofBranch]);

      const seen = await storage.people.subjects.openMergeRequests([account.id], 10);

      expect(seen.map(({ mergeRequest: one, pipeline: run }) => [one.number, run?.id ?? null])).toEqual([
        ['1', null],
        ['2', '9'],
      ]);
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
