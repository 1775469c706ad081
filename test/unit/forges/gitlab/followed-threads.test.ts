import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { ThreadList } from '../../../../src/domain/subjects/thread-list.js';
import { MINUTE } from '../../../../src/domain/time.js';
import { FakeGitlab, NOW, pageOf } from './fake-gitlab.js';
import { ALICE, at, BOB, noteEvent, rawEvent, rawMergeRequest } from './fixtures.js';

const TALK = '/projects/10/merge_requests/5/discussions';

let gitlab: FakeGitlab;
let now: string;
let events: object[];

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  now = NOW;
  events = [rawEvent(100)];
  gitlab.on('/projects/10/merge_requests/5', rawMergeRequest(5));
  gitlab.on('/events', (query: URLSearchParams) => {
    const { json, headers } = pageOf(events, query);
    return { json, headers: { ...headers, date: new Date(now).toUTCString() } };
  });
});

afterEach(() => gitlab.stop());

/** Alice’s. */
function serveThread(by: object | null): void {
  const settled = { resolved: by !== null, resolved_by: by, resolved_at: by === null ? null : at(9) };
  const note = { id: 1, author: ALICE, body: 'Why?', system: false, resolvable: true, created_at: at(1) };
  gitlab.on(TALK, [{ id: 't1', individual_note: false, notes: [{ ...note, ...settled }] }]);
}

function write(id: number, author: object): void {
  events = [noteEvent(id, { author, type: 'DiscussionNote' }, { author }), ...events];
}

function wait(minutes: number): void {
  now = new Date(Date.parse(now) + minutes * MINUTE).toISOString();
}

async function read(cursor: FeedReading['cursor']) {
  gitlab.takePaths();
  const reading = await gitlab.read({ kind: 'activity', cursor });
  const lists: readonly ThreadList[] = reading.sightings
    .map(({ subject }) => subject)
    .filter((one) => one.kind === 'thread-list');
  return { cursor: reading.cursor, lists, looks: gitlab.takePaths().filter((path) => path === TALK).length };
}

/** Alice has just written on Bob’s merge request, of which she is no reviewer. */
async function join(): Promise<FeedReading['cursor']> {
  serveThread(null);
  write(101, ALICE);
  return (await read({ id: 100 })).cursor;
}

describe('threads where the reader only wrote', () => {
  it('are known from then on, and looked at again when somebody writes there', async () => {
    const cursor = await join();
    serveThread(BOB);
    write(102, BOB);

    const { lists } = await read(cursor);

    expect(lists).toMatchObject([
      { id: '1005', on: { number: '5' }, threads: [{ resolution: { by: { login: 'bob' } } }] },
    ]);
  });

  it('are looked at each half hour while nobody writes', async () => {
    let cursor = await join();
    const looks: number[] = [];
    for (const minutes of [1, 28, 1, 1, 30]) {
      wait(minutes);
      const next = await read(cursor);
      looks.push(next.looks);
      ({ cursor } = next);
    }

    expect(looks).toEqual([1, 0, 0, 1, 1]);
  });

  it('are let go once all of them are resolved, or out of sight, or a month old', async () => {
    const cursor = await join();
    serveThread(BOB);
    const resolved = await read(cursor);
    gitlab.on(TALK, () => ({ status: 404, json: {} }));
    const gone = await read(cursor);
    serveThread(null);
    wait(32 * 24 * 60);
    const old = await read(cursor);

    for (const { cursor: after } of [resolved, gone, old])
      expect(after).toMatchObject({ threads: { ids: [] } });
  });

  it('of a merge request that is in the reader’s lists are left to those', async () => {
    gitlab.on('/merge_requests', (query: URLSearchParams) =>
      pageOf(query.has('reviewer_username') ? [rawMergeRequest(5, { reviewers: [ALICE] })] : [], query),
    );
    await gitlab.read({ kind: 'merge-requests' });
    serveThread(null);
    write(101, ALICE);

    expect(await read({ id: 100 })).toMatchObject({ looks: 0, cursor: { threads: { ids: [] } } });
  });

  it('are not looked at where others talk among themselves', async () => {
    serveThread(null);
    write(101, BOB);

    const { cursor, lists } = await read({ id: 100 });

    expect(lists).toEqual([]);
    expect(cursor).toMatchObject({ threads: { ids: [] } });
  });
});
