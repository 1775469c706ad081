import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, BOB, CAROL, rawMergeRequest } from './fixtures.js';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const activity = { kind: 'activity', projectId: null };
const all = { kind: 'merge-requests', projectId: '10' };
const mine = { kind: 'merge-requests', projectId: null };
const inbox = { kind: 'inbox', projectId: null };

function read(cursor: FeedReading['cursor'] | null = null): Promise<FeedReading> {
  return gitlab.read({ kind: 'pulse', project: APP, cursor });
}

/** The pulse after these were there at its first read. */
async function after(...rows: readonly object[]): Promise<FeedReading['cursor']> {
  gitlab.on('/projects/10/merge_requests', rows);
  const { cursor } = await read();
  gitlab.takePaths();
  return cursor;
}

function peopleCalled(reading: FeedReading, kind: string): unknown {
  return reading.calls?.find((call) => call.kind === kind)?.whom;
}

describe('the pulse of a project', () => {
  it('is silent at first sight, with one request however many there are', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => rawMergeRequest(index + 1));
    gitlab.on('/projects/10/merge_requests', rows);

    const reading = await read();

    expect(reading.sightings).toEqual([]);
    expect(gitlab.takePaths()).toEqual(['/projects/10/merge_requests']);
  });

  it('costs one request while nothing moves, and calls nobody', async () => {
    const cursor = await after(rawMergeRequest(1));

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], wakes: [], hasChanged: false, cursor });
    expect(reading.calls).toBeUndefined();
    expect(gitlab.takePaths()).toEqual(['/projects/10/merge_requests']);
  });

  it('calls those who have a part in what moved, and wakes the own activity, for one request', async () => {
    const cursor = await after(rawMergeRequest(1, { reviewers: [CAROL] }), rawMergeRequest(2));
    gitlab.on('/projects/10/merge_requests', [
      rawMergeRequest(1, { updated_at: at(1), reviewers: [CAROL] }),
      rawMergeRequest(2),
    ]);

    const reading = await read(cursor);

    expect(reading.wakes).toEqual([activity, all]);
    expect(reading.calls).toEqual([
      {
        kind: 'merge-requests',
        projectId: '10',
        isAccountFeed: true,
        whom: { ids: ['2', '3'], logins: [] },
        reachesWideLevels: false,
      },
    ]);
    expect(reading.sightings).toEqual([]);
    expect(gitlab.takePaths()).toHaveLength(1);
  });

  it('wakes the reader’s own merge requests only when the reader is in it', async () => {
    const cursor = await after(rawMergeRequest(1));
    gitlab.on('/projects/10/merge_requests', [rawMergeRequest(1, { updated_at: at(1), assignees: [ALICE] })]);

    expect((await read(cursor)).wakes).toEqual([activity, all, mine]);
  });

  it('calls those who are not asked any more', async () => {
    const cursor = await after(rawMergeRequest(1, { reviewers: [CAROL, ALICE] }));
    gitlab.on('/projects/10/merge_requests', [rawMergeRequest(1, { updated_at: at(1) })]);

    const reading = await read(cursor);

    expect(peopleCalled(reading, 'merge-requests')).toEqual({ ids: ['2', '3', '1'], logins: [] });
    expect(reading.wakes).toContainEqual(mine);
  });

  it('calls the inboxes of those whom a description newly names', async () => {
    const cursor = await after(rawMergeRequest(1, { author: BOB, description: '@carol' }));
    gitlab.on('/projects/10/merge_requests', [
      rawMergeRequest(1, { updated_at: at(1), description: '@carol and @Alice, please' }),
    ]);

    const reading = await read(cursor);

    expect(peopleCalled(reading, 'inbox')).toEqual({ ids: [], logins: ['alice'] });
    expect(reading.wakes).toContainEqual(inbox);
  });

  it('forgets the oldest, so that its cursor stays small', async () => {
    const rows = Array.from({ length: 150 }, (_, index) =>
      rawMergeRequest(150 - index, { updated_at: at(150 - index) }),
    );
    const empty = await after();
    gitlab.on('/projects/10/merge_requests', rows);

    const { cursor } = await read(empty);

    const known = cursor.known as readonly { readonly id: string }[];
    expect(known).toHaveLength(100);
    expect(known.at(-1)?.id).toBe('1150');
  });
});
