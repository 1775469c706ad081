import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { Issue } from '../../../../src/domain/subjects/issue.js';
import { FakeGitlab, pageOf } from './fake-gitlab.js';
import { ALICE, APP, at, BOB, CAROL, FOREIGN_ID } from './fixtures.js';
import { rawIssue } from './issue-fixtures.js';

type Row = ReturnType<typeof rawIssue>;

let gitlab: FakeGitlab;
/** Every issue of the instance; the lists are cut out of it as GitLab does it. */
let rows: Row[];

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  rows = [];
  gitlab.on('/issues', (query: URLSearchParams) => pageOf(select(query), query));
  gitlab.on('/projects/10/issues', (query: URLSearchParams) => pageOf(select(query), query));
});

afterEach(() => gitlab.stop());

function select(query: URLSearchParams): readonly Row[] {
  const iids = query.getAll('iids[]');
  const isAssigned = ({ assignees }: Row, id: string): boolean =>
    (assignees as { id: number }[]).some((one) => String(one.id) === id);
  return rows
    .filter((row) => iids.length === 0 || iids.includes(String(row.iid)))
    .filter((row) => !query.has('assignee_id') || isAssigned(row, query.get('assignee_id') ?? ''))
    .filter(({ author }) => !query.has('author_username') || author.username === query.get('author_username'))
    .filter(({ state }) => !query.has('state') || state === query.get('state'))
    .filter(({ updated_at }) => updated_at >= (query.get('updated_after') ?? ''))
    .toSorted((one, other) => (one.updated_at < other.updated_at ? 1 : -1));
}

function put(...changed: Row[]): void {
  const ids = changed.map(({ id }) => id);
  rows = [...rows.filter(({ id }) => !ids.includes(id)), ...changed];
}

function read(cursor: FeedReading['cursor'] | null = null, watched = [APP]): Promise<FeedReading> {
  return gitlab.read({ kind: 'issues', cursor, watched });
}

async function baseline(): Promise<FeedReading['cursor']> {
  const { cursor } = await read();
  gitlab.takePaths();
  return cursor;
}

function shown(reading: FeedReading): readonly (Partial<Issue> & { isNews: boolean })[] {
  return reading.sightings.map(({ subject, isNews }) => ({ ...(subject as Issue), isNews }));
}

describe('the reader’s issues', () => {
  it('are known at first sight from two narrowed lists, and none of them is news', async () => {
    put(rawIssue(1, { assignees: [ALICE], updated_at: at(-1) }));
    put(
      rawIssue(2, { author: ALICE, updated_at: at(-5) }),
      rawIssue(3),
      rawIssue(4, { project_id: FOREIGN_ID }),
    );

    const reading = await read();

    expect(shown(reading)).toMatchObject([
      { number: '2', isNews: false },
      { number: '1', isNews: false },
    ]);
    expect(gitlab.requests.map(({ query }) => query.toString())).toEqual([
      'assignee_id=1&state=opened&scope=all&order_by=updated_at&sort=desc&per_page=100&page=1',
      'author_username=alice&state=opened&scope=all&order_by=updated_at&sort=desc&per_page=100&page=1',
    ]);
  });

  it('are idle with two requests, the second from the newest time less the overlap', async () => {
    put(rawIssue(1, { assignees: [ALICE] }), rawIssue(2, { author: ALICE, updated_at: at(5) }));
    const cursor = await baseline();

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], wakes: [], hasChanged: false, cursor });
    expect(gitlab.requests.map(({ query }) => query.get('updated_after'))).toEqual([null, at(4)]);
  });

  it('are news when an old one is assigned to the reader', async () => {
    put(rawIssue(1));
    const cursor = await baseline();
    put(rawIssue(1, { assignees: [ALICE], updated_at: at(3), confidential: true }));

    expect(shown(await read(cursor))).toMatchObject([
      { number: '1', isNews: true, isConfidential: true, assignees: [{ login: 'alice' }] },
    ]);
  });

  it('are looked at in one request when they have left the list, closed or given to others', async () => {
    put(rawIssue(1, { assignees: [ALICE] }), rawIssue(2, { assignees: [ALICE] }));
    const cursor = await baseline();
    put(rawIssue(1, { assignees: [CAROL], updated_at: at(3) }));
    put(rawIssue(2, { assignees: [ALICE], state: 'closed', closed_by: BOB, updated_at: at(4) }));

    const reading = await read(cursor);

    expect(shown(reading)).toMatchObject([
      { number: '1', isNews: false, state: 'open', assignees: [{ login: 'carol' }] },
      { number: '2', isNews: false, state: 'closed', closedBy: { login: 'bob' } },
    ]);
    expect(gitlab.takePaths()).toEqual(['/issues', '/issues', '/projects/10/issues']);
    expect((await read(reading.cursor)).hasChanged).toBe(false);
    expect(gitlab.takePaths()).toEqual(['/issues', '/issues']);
  });

  it('that are gone out of sight are forgotten without a word', async () => {
    put(rawIssue(1, { assignees: [ALICE] }));
    const cursor = await baseline();
    rows = [];
    gitlab.on('/projects/10/issues', () => ({ status: 403, json: { message: '403 Forbidden' } }));

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], cursor: { tracked: [] } });
  });

  it('are asked for again where the server broke over them', async () => {
    put(rawIssue(1, { assignees: [ALICE] }));
    const cursor = await baseline();
    put(rawIssue(1, { updated_at: at(3) }));
    gitlab.on('/projects/10/issues', () => ({ status: 500, json: {} }));

    const broken = await read(cursor);
    gitlab.on('/projects/10/issues', (query: URLSearchParams) => pageOf(select(query), query));

    expect(broken).toMatchObject({ sightings: [], cursor: { tracked: [['2001', '10', 1]] } });
    expect(shown(await read(broken.cursor))).toMatchObject([{ number: '1', assignees: [] }]);
  });

  it('of a project that is new to the account are first seen in silence', async () => {
    put(rawIssue(1, { assignees: [ALICE], project_id: FOREIGN_ID }));
    const cursor = await baseline();

    const reading = await read(cursor, [APP, { ...APP, id: String(FOREIGN_ID) }]);

    expect(shown(reading)).toMatchObject([{ number: '1', isNews: false }]);
  });

  it('are no news again when their snapshot was forgotten', async () => {
    put(rawIssue(1, { assignees: [ALICE] }));
    const cursor = await baseline();
    gitlab.snapshots.clear();

    expect(shown(await read(cursor))).toMatchObject([{ number: '1', isNews: false }]);
  });

  it('come near their due date by the server’s clock, without an update', async () => {
    put(rawIssue(1, { assignees: [ALICE], due_date: '2026-09-03' }));
    const cursor = await baseline();
    const nextDay = { date: 'Wed, 02 Sep 2026 00:05:00 GMT' };
    gitlab.on('/issues', (query: URLSearchParams) => ({ ...pageOf(select(query), query), headers: nextDay }));

    expect(shown(await read(cursor))).toMatchObject([{ dueOn: '2026-09-03', isDueSoon: true }]);
  });
});

describe('the issues of a project', () => {
  const readProject = (cursor: FeedReading['cursor'] | null = null): Promise<FeedReading> =>
    gitlab.read({ kind: 'issues', project: APP, cursor });

  it('are known at first sight as far as they are open, and then asked for by time', async () => {
    put(rawIssue(1), rawIssue(2, { state: 'closed', updated_at: at(-30) }));
    const { sightings, cursor } = await readProject();
    put(
      rawIssue(1, { state: 'closed', updated_at: at(2) }),
      rawIssue(3, { created_at: at(1), updated_at: at(1) }),
    );

    const reading = await readProject(cursor);

    expect(sightings.map(({ subject }) => subject.id)).toEqual(['2001']);
    expect(shown(reading)).toMatchObject([
      { number: '3', isNews: false },
      { number: '1', state: 'closed', isNews: false },
    ]);
    expect(gitlab.requests.map(({ query }) => [query.get('state'), query.get('updated_after')])).toEqual([
      ['opened', null],
      [null, at(-1)],
    ]);
  });
});
