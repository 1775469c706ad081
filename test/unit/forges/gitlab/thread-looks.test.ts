import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { ThreadList } from '../../../../src/domain/subjects/thread-list.js';
import { MINUTE } from '../../../../src/domain/time.js';
import { FakeGitlab, NOW, pageOf } from './fake-gitlab.js';
import { ALICE, at, BOB, CAROL, rawMergeRequest } from './fixtures.js';

const TALKED_OF = { user_notes_count: 1 };

let gitlab: FakeGitlab;
let now: string;
let rows: ReturnType<typeof rawMergeRequest>[];

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  rows = [];
  now = NOW;
  gitlab.on('/merge_requests', (query: URLSearchParams) => {
    const { json, headers } = pageOf(query.get('author_username') === null ? [] : rows, query);
    return { json, headers: { ...headers, date: new Date(now).toUTCString() } };
  });
});

afterEach(() => gitlab.stop());

function talk(iid: number): string {
  return `/projects/10/merge_requests/${iid}/discussions`;
}

/** A thread of one note, open unless somebody resolved it. */
function thread(id: number, author: object, by: object | null = null) {
  const resolution = { resolved: by !== null, resolved_by: by, resolved_at: by === null ? null : at(3) };
  const note = { id, author, body: `Words ${id}`, system: false, created_at: at(1) };
  return { id: `t${id}`, individual_note: false, notes: [{ ...note, resolvable: true, ...resolution }] };
}

function read(cursor: FeedReading['cursor'] | null = null): Promise<FeedReading> {
  return gitlab.read({ kind: 'merge-requests', cursor });
}

function listsOf(reading: FeedReading): readonly ThreadList[] {
  return reading.sightings.map(({ subject }) => subject).filter((one) => one.kind === 'thread-list');
}

function wait(minutes: number): void {
  now = new Date(Date.parse(now) + minutes * MINUTE).toISOString();
}

async function looksOfRead(cursor: FeedReading['cursor'] | null = null) {
  gitlab.takePaths();
  const reading = await read(cursor);
  return { reading, asked: gitlab.takePaths().filter((path) => path.endsWith('/discussions')) };
}

describe('threads of the reader’s merge requests', () => {
  it('are all those of an own one, with what was written in them and who resolved them', async () => {
    rows = [rawMergeRequest(1, { author: ALICE, ...TALKED_OF })];
    gitlab.on(talk(1), [thread(1, BOB), thread(2, ALICE, CAROL)]);

    const [list] = listsOf(await read());

    expect(list).toMatchObject({
      id: '1001',
      on: { kind: 'merge-request', number: '1' },
      threads: [
        { id: 't1', isReaders: false, words: 'Words 1', resolution: null },
        {
          id: 't2',
          isReaders: true,
          resolution: { by: { login: 'carol' }, at: new Date(at(3)).toISOString() },
        },
      ],
    });
    expect(list?.threads[0]?.url).toMatch(/\/merge_requests\/1#note_1$/);
  });

  it('are known to be internal where they began so', async () => {
    rows = [rawMergeRequest(1, { author: ALICE, ...TALKED_OF })];
    const begun = (id: number, more: object) => ({
      ...thread(id, BOB),
      notes: [{ ...thread(id, BOB).notes[0], ...more }],
    });
    gitlab.on(talk(1), [begun(1, { internal: true }), begun(2, { confidential: true }), thread(3, BOB)]);

    const [list] = listsOf(await read());

    expect(list?.threads.map(({ isInternal }) => isInternal)).toEqual([true, true, undefined]);
  });

  it('are only those in which the reader wrote where it is somebody else’s', async () => {
    rows = [rawMergeRequest(1, { author: BOB, ...TALKED_OF })];
    gitlab.on(talk(1), [thread(1, BOB), thread(2, ALICE)]);

    const [list] = listsOf(await read());

    expect(list?.threads.map(({ id }) => id)).toEqual(['t2']);
  });

  it('are never kept of one in which the reader has no part', async () => {
    rows = [rawMergeRequest(1, { author: BOB, ...TALKED_OF })];
    gitlab.on(talk(1), [thread(1, BOB, CAROL)]);

    expect(listsOf(await read())).toEqual([]);
  });

  it('are open while a note of them is, and leave out what cannot be resolved', async () => {
    rows = [rawMergeRequest(1, { author: ALICE, ...TALKED_OF })];
    const half = {
      ...thread(1, BOB, CAROL),
      notes: [thread(1, BOB, CAROL), thread(2, ALICE)].flatMap(({ notes }) => notes),
    };
    const alone = {
      id: 't3',
      individual_note: true,
      notes: [{ ...thread(3, BOB).notes[0], resolvable: false }],
    };
    gitlab.on(talk(1), [half, alone, { id: 't4', notes: 'odd' }]);

    const [list] = listsOf(await read());

    expect(list?.threads.map(({ id, resolution }) => [id, resolution])).toEqual([['t1', null]]);
  });
});

describe('looks at threads', () => {
  it('cost nothing where nobody wrote', async () => {
    rows = [rawMergeRequest(1, { author: ALICE, user_notes_count: 0 })];

    expect((await looksOfRead()).asked).toEqual([]);
  });

  it('come again when the merge request moved, or all its threads became resolved', async () => {
    const mine = { author: ALICE, ...TALKED_OF };
    gitlab.on(talk(1), [thread(1, ALICE, ALICE)]);
    rows = [rawMergeRequest(1, { ...mine, blocking_discussions_resolved: false })];
    const first = await looksOfRead();
    const still = await looksOfRead(first.reading.cursor);
    rows = [rawMergeRequest(1, { ...mine, blocking_discussions_resolved: true })];
    const flipped = await looksOfRead(still.reading.cursor);
    rows = [rawMergeRequest(1, { ...mine, updated_at: at(9) })];
    const moved = await looksOfRead(flipped.reading.cursor);

    expect([first, still, flipped, moved].map(({ asked }) => asked.length)).toEqual([1, 0, 1, 1]);
  });

  it('come again in turn, one each ten minutes, where threads are open and nothing moved', async () => {
    rows = [1, 2].map((iid) => rawMergeRequest(iid, { author: ALICE, ...TALKED_OF }));
    for (const iid of [1, 2]) gitlab.on(talk(iid), [thread(iid, ALICE)]);
    let { cursor } = await read();
    const asked: (readonly string[])[] = [];
    for (const minutes of [0, 5, 5, 10, 9]) {
      wait(minutes);
      const next = await looksOfRead(cursor);
      expect(next.reading.hasChanged).toBe(false);
      asked.push(next.asked);
      ({ cursor } = next.reading);
    }

    expect(asked).toEqual([[talk(1)], [], [talk(2)], [talk(1)], []]);
  });

  it('show a thread that was resolved without any move', async () => {
    rows = [rawMergeRequest(1, { author: ALICE, ...TALKED_OF })];
    gitlab.on(talk(1), [thread(1, ALICE)]);
    const { cursor } = await read();
    gitlab.on(talk(1), [thread(1, ALICE, BOB)]);

    const reading = await read(cursor);

    expect(listsOf(reading)).toMatchObject([{ threads: [{ resolution: { by: { login: 'bob' } } }] }]);
  });

  it('take so many at first sight, and the others later', async () => {
    rows = Array.from({ length: 13 }, (_, index) =>
      rawMergeRequest(index + 1, { author: ALICE, ...TALKED_OF }),
    );
    for (const { iid } of rows) gitlab.on(talk(iid), []);
    const first = await looksOfRead();
    const second = await looksOfRead(first.reading.cursor);

    expect([first.asked.length, second.asked.length]).toEqual([10, 3]);
  });

  it('stop after three pages', async () => {
    rows = [rawMergeRequest(1, { author: ALICE, ...TALKED_OF })];
    gitlab.on(
      talk(1),
      Array.from({ length: 500 }, (_, index) => thread(index, BOB)),
    );

    const { reading, asked } = await looksOfRead();

    expect(asked).toHaveLength(3);
    expect(listsOf(reading)[0]?.threads).toHaveLength(100);
  });

  it.each([403, 404, 500])('do without what the server answers with %i', async (status) => {
    rows = [rawMergeRequest(1, { author: ALICE, ...TALKED_OF })];
    gitlab.on(talk(1), () => ({ status, json: {} }));

    const { reading } = await looksOfRead();

    expect(reading.sightings).toHaveLength(1);
    expect((await looksOfRead(reading.cursor)).asked).toEqual([]);
  });
});
