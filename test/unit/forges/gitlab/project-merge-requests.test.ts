import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import { beginGitlabSince } from '../../../../src/forges/gitlab/begin-since.js';
import { FakeGitlab } from './fake-gitlab.js';
import { APP, at, rawMergeRequest } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function read(cursor: FeedReading['cursor'] | null = null): Promise<FeedReading> {
  return gitlab.read({ kind: 'merge-requests', project: APP, cursor });
}

function list(...rows: readonly object[]): void {
  gitlab.on('/projects/10/merge_requests', rows);
  for (let iid = 1; iid <= 9; iid += 1) {
    gitlab.on(`/projects/10/merge_requests/${iid}/approvals`, { approved_by: [] });
  }
}

describe('the merge requests of a project', () => {
  it('are read at first sight as far as they are open, in silence', async () => {
    list(rawMergeRequest(2, { updated_at: at(2) }), rawMergeRequest(1));
    gitlab.clock.now = at(4);

    const reading = await read();

    expect(reading.sightings.map(({ subject, isNews }) => [subject.id, isNews])).toEqual([
      ['1001', false],
      ['1002', false],
    ]);
    expect(gitlab.requests[0]?.query.toString()).toBe(
      'scope=all&state=opened&with_merge_status_recheck=true&order_by=updated_at&sort=desc&per_page=50&page=1',
    );
    expect(reading.cursor).toEqual({ newestAt: at(4), isWhole: true });
  });

  it('cost one request while nothing moves', async () => {
    list(rawMergeRequest(1));
    const { cursor } = await read();
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, cursor });
    expect(gitlab.requests.map(({ query }) => query.toString())).toEqual([
      'scope=all&updated_after=2026-09-01T09%3A59%3A00.000Z&with_merge_status_recheck=true&order_by=updated_at&sort=desc&per_page=50&page=1',
    ]);
  });

  it('are news when an open one is new, and not when a closed one moves', async () => {
    list();
    const { cursor } = await read();
    list(
      rawMergeRequest(2, { updated_at: at(2) }),
      rawMergeRequest(1, { state: 'closed', updated_at: at(1) }),
    );

    const reading = await read(cursor);

    expect(reading.sightings.map(({ subject, isNews }) => [subject.id, isNews])).toEqual([
      ['1001', false],
      ['1002', true],
    ]);
    expect(reading.hasChanged).toBe(true);
  });

  it('that did not fit the first sight are no news later', async () => {
    gitlab.on(
      '/projects/10/merge_requests',
      Array.from({ length: 120 }, (_, index) => rawMergeRequest(index + 1)),
    );
    const first = await read();
    list(rawMergeRequest(9, { id: 77_777, updated_at: at(5) }));

    const reading = await read(first.cursor);

    expect(first.cursor).toMatchObject({ isWhole: false });
    expect(reading.sightings).toMatchObject([{ isNews: false }]);
  });

  it('are read anew from a cursor that cannot be read', async () => {
    list(rawMergeRequest(1));

    const reading = await read({ newestAt: 5 });

    expect(reading.sightings).toMatchObject([{ isNews: false }]);
    expect(gitlab.requests[0]?.query.get('state')).toBe('opened');
  });

  it('are out of reach when the project is', async () => {
    await expect(read()).rejects.toMatchObject({ name: 'ForgeError', code: 'not-found' });
  });

  it('that begin in the past are the open ones, and whatever has moved since', async () => {
    const ended = rawMergeRequest(2, { state: 'merged', updated_at: at(5) });
    const rows = [ended, rawMergeRequest(1)];
    gitlab.clock.now = at(10);
    list();
    gitlab.on('/projects/10/merge_requests', (query) => {
      const isForOpen = query.get('state') === 'opened';
      return { json: rows.filter(({ state }) => isForOpen === (state === 'opened')) };
    });
    const feed = { kind: 'merge-requests', projectId: APP.id } as const;
    const { cursor: beginning } = beginGitlabSince(feed, new Date(at(4)));

    const first = await read(beginning);

    expect(first.sightings.map(({ subject, isNews }) => [subject.id, isNews])).toEqual([
      ['1001', false],
      ['1002', false],
    ]);
    expect(first.cursor).toEqual({ newestAt: at(5), isWhole: true });
  });

  it('that moved since are read in portions, while the open ones are read once', async () => {
    const ended = Array.from({ length: 25 }, (_, index) =>
      rawMergeRequest(index + 1, { state: 'closed', updated_at: at(index + 5) }),
    );
    list();
    for (const { iid } of ended)
      gitlab.on(`/projects/10/merge_requests/${iid}/approvals`, { approved_by: [] });
    gitlab.on('/projects/10/merge_requests', (query) => ({
      json: query.get('state') === 'opened' ? [] : ended.toReversed(),
    }));
    const feed = { kind: 'merge-requests', projectId: APP.id } as const;
    const { cursor: beginning } = beginGitlabSince(feed, new Date(at(4)));

    const first = await read(beginning);
    gitlab.takePaths();
    const second = await read(first.cursor);

    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect([first.sightings.length, second.sightings.length]).toEqual([20, 5]);
    expect(gitlab.requests.map(({ query }) => query.get('state'))).not.toContain('opened');
  });
});
