import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { MergeRequest } from '../../../../src/domain/subjects/merge-request.js';
import { FakeGitlab, pageOf } from './fake-gitlab.js';
import { ALICE, APP, at, BOB, CAROL, FOREIGN_ID, rawMergeRequest } from './fixtures.js';

type Row = ReturnType<typeof rawMergeRequest>;

let gitlab: FakeGitlab;
/** Every merge request of the instance; the lists are cut out of it as GitLab does it. */
let rows: Row[];

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  rows = [];
  gitlab.on('/merge_requests', (query: URLSearchParams) => pageOf(select(query), query));
});

afterEach(() => gitlab.stop());

function select(query: URLSearchParams): readonly Row[] {
  const has = (people: unknown, key: 'id' | 'username', value: string | null): boolean =>
    value === null ||
    (people as { id: number; username: string }[]).some((one) => String(one[key]) === value);
  return rows
    .filter((row) => has(row.reviewers, 'username', query.get('reviewer_username')))
    .filter((row) => has(row.assignees, 'id', query.get('assignee_id')))
    .filter((row) => has([row.author], 'username', query.get('author_username')))
    .filter((row) => query.get('state') === null || row.state === query.get('state'))
    .filter((row) => row.updated_at >= (query.get('updated_after') ?? ''))
    .toSorted((one, other) => (one.updated_at < other.updated_at ? 1 : -1));
}

function put(row: Row, approvedBy: readonly object[] = [], reviewers?: readonly object[]): void {
  rows = [...rows.filter(({ id }) => id !== row.id), row];
  const path = `/projects/${row.project_id}/merge_requests/${row.iid}`;
  gitlab
    .on(path, row)
    .on(`${path}/approvals`, { approved_by: approvedBy.map((user) => ({ user })) })
    .on(
      `${path}/reviewers`,
      reviewers ?? (row.reviewers as object[]).map((user) => ({ user, state: 'unreviewed' })),
    );
}

function read(cursor: FeedReading['cursor'] | null = null, watched = [APP]): Promise<FeedReading> {
  return gitlab.read({ kind: 'merge-requests', cursor, watched });
}

function shown(reading: FeedReading): readonly (Partial<MergeRequest> & { isNews: boolean })[] {
  return reading.sightings.map(({ subject, isNews }) => ({ ...(subject as MergeRequest), isNews }));
}

describe('the reader’s merge requests at first sight', () => {
  it('are read whole from three narrowed lists, silently, oldest change first', async () => {
    put(rawMergeRequest(1, { reviewers: [ALICE], updated_at: at(-1) }));
    put(rawMergeRequest(2, { assignees: [ALICE], updated_at: at(-9) }));
    put(rawMergeRequest(3, { author: ALICE, updated_at: at(-5) }));
    put(rawMergeRequest(4));
    put(rawMergeRequest(5, { author: ALICE, state: 'merged' }));

    const reading = await read();

    expect(shown(reading).map(({ id, isNews }) => [id, isNews])).toEqual([
      ['1002', false],
      ['1003', false],
      ['1001', false],
    ]);
    const lists = gitlab.requests.filter(({ path }) => path === '/api/v4/merge_requests');
    expect(lists.map(({ query }) => query.toString())).toEqual([
      'scope=all&reviewer_username=alice&state=opened&with_merge_status_recheck=true&order_by=updated_at&sort=desc&per_page=100&page=1',
      'scope=all&assignee_id=1&state=opened&with_merge_status_recheck=true&order_by=updated_at&sort=desc&per_page=100&page=1',
      'scope=all&author_username=alice&state=opened&with_merge_status_recheck=true&order_by=updated_at&sort=desc&per_page=100&page=1',
    ]);
  });

  it('carry the approvals that were there before, so that these are not told later', async () => {
    put(rawMergeRequest(3, { author: ALICE }), [BOB]);

    const [mine] = shown(await read());

    expect(mine?.reviews).toMatchObject([{ person: { login: 'bob' }, state: 'approved', sha: null }]);
  });

  it('more than fit one read are learnt over several, and stay silent', async () => {
    for (let iid = 1; iid <= 130; iid += 1)
      put(rawMergeRequest(iid, { reviewers: [ALICE], updated_at: at(-iid) }));

    const first = await read();
    const second = await read(first.cursor);

    expect(first.sightings).toHaveLength(100);
    expect(second.sightings).toHaveLength(30);
    expect([...first.sightings, ...second.sightings].some(({ isNews }) => isNews)).toBe(false);
  });
});

describe('the reader’s merge requests afterwards', () => {
  it('cost three requests while nothing moves', async () => {
    put(rawMergeRequest(1, { reviewers: [ALICE] }));
    put(rawMergeRequest(3, { author: ALICE }));
    const { cursor } = await read();
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, cursor });
    expect(gitlab.takePaths()).toEqual(['/merge_requests', '/merge_requests', '/merge_requests']);
  });

  it('are news when one enters the lists', async () => {
    const { cursor } = await read();
    put(rawMergeRequest(1, { reviewers: [ALICE], updated_at: at(1) }));

    const reading = await read(cursor);

    expect(shown(reading)).toMatchObject([{ id: '1001', isNews: true, reviewers: [{ login: 'alice' }] }]);
    expect(reading).toMatchObject({ hasChanged: true, newestAt: new Date(at(1)) });
  });

  it('are looked at in detail only when they moved: approvals, and reviewers where there are some', async () => {
    put(rawMergeRequest(1, { author: ALICE }));
    put(rawMergeRequest(2, { author: ALICE, reviewers: [BOB] }));
    const { cursor } = await read();
    put(rawMergeRequest(1, { author: ALICE, updated_at: at(1) }), [CAROL]);
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(shown(reading)).toMatchObject([
      { id: '1001', reviews: [{ person: { login: 'carol' }, state: 'approved' }] },
    ]);
    expect(gitlab.takePaths().slice(3)).toEqual(['/projects/10/merge_requests/1/approvals']);
  });

  it('show who asks for changes, even after an approval', async () => {
    const { cursor } = await read();
    put(
      rawMergeRequest(1, { author: ALICE, reviewers: [BOB, CAROL], updated_at: at(1) }),
      [BOB, CAROL],
      [
        { user: BOB, state: 'requested_changes' },
        { user: CAROL, state: 'approved' },
      ],
    );

    const [mine] = shown(await read(cursor));

    expect(mine?.reviews).toMatchObject([
      { person: { login: 'carol' }, state: 'approved' },
      { person: { login: 'bob' }, state: 'changes-requested' },
    ]);
  });

  it('show whose review is awaited, but not of one who has answered and begins anew', async () => {
    const path = '/projects/10/merge_requests/1/reviewers';
    const states = [
      'unreviewed',
      'review_started',
      'requested_changes',
      'review_started',
      null,
      'UNREVIEWED',
    ];
    let reading = await read();
    const awaited: unknown[] = [];
    for (const [index, state] of states.entries()) {
      put(
        rawMergeRequest(1, { author: ALICE, reviewers: [BOB], updated_at: at(index + 1) }),
        [],
        [{ user: BOB, state }],
      );
      if (state === null) gitlab.on(path, () => ({ status: 404, json: {} }));
      reading = await read(reading.cursor);
      awaited.push(shown(reading)[0]?.pendingReviewers);
    }

    expect(awaited).toEqual([['2'], ['2'], [], [], [], ['2']]);
  });

  it('keep the verdicts that the server will not tell', async () => {
    put(
      rawMergeRequest(1, { author: ALICE, reviewers: [BOB] }),
      [CAROL],
      [{ user: BOB, state: 'requested_changes' }],
    );
    const { cursor } = await read();
    put(rawMergeRequest(1, { author: ALICE, reviewers: [BOB], updated_at: at(1) }));
    gitlab
      .on('/projects/10/merge_requests/1/approvals', () => ({
        status: 403,
        json: { message: '403 Forbidden' },
      }))
      .on('/projects/10/merge_requests/1/reviewers', () => ({ status: 404, json: {} }));

    const [mine] = shown(await read(cursor));

    expect(mine?.reviews?.map(({ state }) => state)).toEqual(['approved', 'changes-requested']);
  });

  it('show a withdrawn review request, an unassignment, a merge and a closing, though the lists have lost them', async () => {
    put(rawMergeRequest(1, { reviewers: [ALICE] }));
    put(rawMergeRequest(2, { assignees: [ALICE] }));
    put(rawMergeRequest(3, { reviewers: [ALICE] }));
    put(rawMergeRequest(4, { reviewers: [ALICE] }));
    const { cursor } = await read();
    put(rawMergeRequest(1, { updated_at: at(1) }));
    put(rawMergeRequest(2, { updated_at: at(2) }));
    put(rawMergeRequest(3, { state: 'merged', merge_user: CAROL, reviewers: [ALICE], updated_at: at(3) }));
    put(rawMergeRequest(4, { state: 'closed', closed_by: BOB, reviewers: [ALICE], updated_at: at(4) }));

    const reading = await read(cursor);
    const after = await read(reading.cursor);

    expect(shown(reading)).toMatchObject([
      { id: '1001', reviewers: [], state: 'open', isNews: false },
      { id: '1002', assignees: [], state: 'open' },
      { id: '1003', state: 'merged', mergedBy: { login: 'carol' } },
      { id: '1004', state: 'closed', closedBy: { login: 'bob' } },
    ]);
    expect(after).toMatchObject({ sightings: [], hasChanged: false });
  });

  it('forget one that has gone out of sight', async () => {
    put(rawMergeRequest(1, { reviewers: [ALICE] }));
    const { cursor } = await read();
    rows = [];
    gitlab.on('/projects/10/merge_requests/1', () => ({ status: 404, json: {} }));

    const reading = await read(cursor);
    gitlab.takePaths();
    await read(reading.cursor);

    expect(reading).toMatchObject({ sightings: [], hasChanged: false });
    expect(gitlab.takePaths()).toHaveLength(3);
  });

  it('look again at one that is being merged', async () => {
    put(rawMergeRequest(1, { reviewers: [ALICE] }));
    const { cursor } = await read();
    put(rawMergeRequest(1, { reviewers: [ALICE], state: 'locked', updated_at: at(1) }));
    const during = await read(cursor);
    put(rawMergeRequest(1, { reviewers: [ALICE], state: 'merged', updated_at: at(2) }));

    const reading = await read(during.cursor);

    expect(shown(during)).toMatchObject([{ state: 'open' }]);
    expect(shown(reading)).toMatchObject([{ state: 'merged' }]);
  });

  it('show the own ones through to the end', async () => {
    put(rawMergeRequest(1, { author: ALICE }));
    const { cursor } = await read();
    put(rawMergeRequest(1, { author: ALICE, state: 'merged', updated_at: at(1) }));

    const reading = await read(cursor);

    expect(shown(reading)).toMatchObject([{ id: '1001', state: 'merged', isNews: false }]);
  });

  it('do not look at those that were over before', async () => {
    put(rawMergeRequest(1, { author: ALICE, state: 'closed' }));
    const { cursor } = await read();
    put(rawMergeRequest(1, { author: ALICE, state: 'closed', updated_at: at(1) }));

    expect(await read(cursor)).toMatchObject({ sightings: [] });
  });

  it('of other projects are left out, and a project that is watched later is first seen in silence', async () => {
    put(rawMergeRequest(1, { reviewers: [ALICE], project_id: FOREIGN_ID }));
    put(rawMergeRequest(2, { author: ALICE, project_id: FOREIGN_ID, updated_at: at(-60) }));
    const { cursor, sightings } = await read();
    const both = [APP, { ...APP, id: String(FOREIGN_ID) }];

    const reading = await read(cursor, both);
    put(rawMergeRequest(3, { reviewers: [ALICE], project_id: FOREIGN_ID, updated_at: at(1) }));
    const later = await read(reading.cursor, both);

    expect(sightings).toEqual([]);
    expect(shown(reading).map(({ id, isNews }) => [id, isNews])).toEqual([
      ['1002', false],
      ['1001', false],
    ]);
    expect(shown(later)).toMatchObject([{ id: '1003', isNews: true }]);
  });

  it('survive an odd one in the list', async () => {
    const { cursor } = await read();
    put(rawMergeRequest(1, { reviewers: [ALICE], updated_at: at(1) }));
    put(rawMergeRequest(2, { reviewers: [ALICE], title: null }));

    const reading = await read(cursor);

    expect(shown(reading)).toMatchObject([{ id: '1001' }]);
    expect(reading.dropped).toBe(1);
    expect(gitlab.warnings).toMatchObject([{ fields: { sample: 'title: invalid_type' } }]);
  });
});
