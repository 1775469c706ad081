import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { FeedRequest } from '../../../../src/domain/ports/forge-adapter.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { pushEvent } from './code-fixtures.js';
import { rawCommit, rawComparison, rawDiff } from './document-fixtures.js';
import { FakeGitlab } from './fake-gitlab.js';
import { ALICE, APP, at, rawEvent, rawMergeRequest } from './fixtures.js';

const LIST = '/projects/10/merge_requests';
const COMPARE = '/projects/10/repository/compare';
const CURSOR = { newestAt: at(-10), isWhole: true };

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

const kept: NonNullable<FeedRequest['keepsFiles']> = (_, projectId) => projectId === '10';

function serve(...rows: readonly { readonly iid: number }[]): void {
  gitlab.on(LIST, rows);
  for (const { iid } of rows) gitlab.on(`${LIST}/${iid}/approvals`, { approved_by: [] });
}

function read(more: Partial<FeedRequest> = {}): Promise<FeedReading> {
  return gitlab.read({
    kind: 'merge-requests',
    project: APP,
    cursor: CURSOR,
    keepsFiles: kept,
    ...more,
  });
}

const touchedIn = ({ sightings }: FeedReading): readonly unknown[] =>
  sightings.map(({ subject }: { subject: Subject }) => ('touched' in subject ? subject.touched : undefined));

const timesAsked = (end: string): number => gitlab.takePaths().filter((path) => path.endsWith(end)).length;

describe('the files of a merge request', () => {
  it('are read where they are kept, with both names of a renamed one', async () => {
    serve(rawMergeRequest(5));
    gitlab.on(`${LIST}/5/diffs`, [
      rawDiff('src/b.ts', { old_path: 'src/a.ts', renamed_file: true }),
      rawDiff('docs/new.md', { new_file: true }),
    ]);

    expect(touchedIn(await read())).toEqual([
      { headSha: 'sha-5', paths: ['src/b.ts', 'src/a.ts', 'docs/new.md'], isCut: false },
    ]);
    const [query] = gitlab.requests.filter(({ path }) => path.endsWith('/diffs')).map((one) => one.query);
    expect(query?.toString()).toBe('per_page=100&page=1');
  });

  it.each([
    ['they are not kept', { keepsFiles: () => false }],
    ['it is first sight', { cursor: null }],
  ])('are not read where %s', async (_why, more) => {
    serve(rawMergeRequest(5));

    expect(touchedIn(await read(more))).toEqual([undefined]);
    expect(timesAsked('/diffs')).toBe(0);
  });

  it('are read again for another head or another target, and for nothing else', async () => {
    gitlab.on(`${LIST}/5/diffs`, [rawDiff('src/a.ts')]);
    const moves = [{}, { title: 'Other' }, { sha: 'other' }, { sha: 'other', target_branch: 'next' }];
    const times: number[] = [];
    for (const [minute, move] of moves.entries()) {
      serve(rawMergeRequest(5, { updated_at: at(minute), ...move }));
      await read();
      times.push(timesAsked('/diffs'));
    }

    expect(times).toEqual([1, 0, 1, 1]);
    serve(rawMergeRequest(5, { updated_at: at(9), sha: 'other', target_branch: 'next' }));
    expect(touchedIn(await read({ keepsFiles: () => false }))).toMatchObject([{ headSha: 'other' }]);
  });

  it('are cut after three pages', async () => {
    serve(rawMergeRequest(5));
    const diffs = Array.from({ length: 301 }, (_, index) => rawDiff(`src/${index}.ts`));
    gitlab.on(`${LIST}/5/diffs`, diffs);

    const [touched] = touchedIn(await read()) as { paths: string[]; isCut: boolean }[];

    expect([touched?.paths.length, touched?.isCut]).toEqual([300, true]);
    expect(timesAsked('/diffs')).toBe(3);
  });

  it.each([
    ['not there', { status: 404, json: {} }],
    ['a breakdown', { status: 500, json: {} }],
    ['no list', { json: { diffs: 'none' } }],
    ['empty, because GitLab has not compared yet', { json: [] }],
  ])('are not known where the answer is %s, and are asked for when it moves next', async (_what, reply) => {
    serve(rawMergeRequest(5));
    gitlab.on(`${LIST}/5/diffs`, () => reply);
    expect(touchedIn(await read())).toEqual([{ headSha: 'sha-5', paths: [], isCut: true }]);
    expect(timesAsked('/diffs')).toBe(1);
    await read();
    expect(timesAsked('/diffs')).toBe(0);

    serve(rawMergeRequest(5, { updated_at: at(1) }));
    gitlab.on(`${LIST}/5/diffs`, [rawDiff('src/a.ts')]);
    expect(touchedIn(await read())).toMatchObject([{ paths: ['src/a.ts'], isCut: false }]);
  });

  it('are not all of them where one could not be understood', async () => {
    serve(rawMergeRequest(5));
    gitlab.on(`${LIST}/5/diffs`, [rawDiff('src/a.ts'), { new_path: 7 }]);

    expect(touchedIn(await read())).toMatchObject([{ paths: ['src/a.ts'], isCut: true }]);
  });

  it('are read of twenty at once, and of the others later', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => rawMergeRequest(index + 1));
    serve(...rows);
    for (const { iid } of rows) gitlab.on(`${LIST}/${iid}/diffs`, [rawDiff('src/a.ts')]);
    const cursor = { isWhole: true, projects: ['10'], tracked: [] };
    gitlab.on('/merge_requests', rows);

    await read({ project: null, cursor });

    expect(timesAsked('/diffs')).toBe(20);
  });

  it('are read when it can no longer be merged, which moves nothing else', async () => {
    gitlab.on(`${LIST}/5/diffs`, [rawDiff('src/a.ts')]);
    serve(rawMergeRequest(5, { detailed_merge_status: 'mergeable' }));
    await read({ keepsFiles: () => false });
    serve(rawMergeRequest(5, { detailed_merge_status: 'conflict' }));

    await read();
    const reading = await read();

    const known = gitlab.snapshots.get('merge-request:1005');
    expect(known).toMatchObject({ touched: { paths: ['src/a.ts'] } });
    expect(reading.sightings).toEqual([]);
    expect(timesAsked('/diffs')).toBe(1);
  });
});

describe('the files of a push', () => {
  function readActivity(...events: readonly object[]): Promise<FeedReading> {
    gitlab.on('/events', [...events.toReversed(), rawEvent(100)]);
    return gitlab.read({ kind: 'activity', cursor: { id: 100 }, keepsFiles: kept });
  }

  it('are those that differ between its ends', async () => {
    gitlab.on(COMPARE, rawComparison([rawDiff('src/a.ts')]));

    expect(touchedIn(await readActivity(pushEvent(101)))).toEqual([{ paths: ['src/a.ts'], isCut: false }]);
    const { query } = gitlab.requests.find(({ path }) => path.endsWith('/compare'))!;
    expect(query.toString()).toBe('from=aaaa&to=bbbb&straight=true');
  });

  it('come with its commits, the newest first', async () => {
    const commits = ['aaa1', 'bbbb'].map((id) => ({ ...rawCommit(id, []), title: `Change ${id}` }));
    gitlab.on(COMPARE, rawComparison([rawDiff('src/a.ts')], { commits }));

    const { sightings } = await readActivity(pushEvent(101));

    expect(sightings).toMatchObject([
      {
        subject: {
          commits: [
            { sha: 'bbbb', title: 'Change bbbb' },
            { sha: 'aaa1', title: 'Change aaa1' },
          ],
        },
      },
    ]);
  });

  it.each([
    ['gone', { status: 404, json: {} }],
    ['broken', { status: 500, json: {} }],
    ['cut short', { json: rawComparison([], { compare_timeout: true }) }],
  ])('are not known where the comparison is %s', async (_what, reply) => {
    gitlab.on(COMPARE, () => reply);

    expect(touchedIn(await readActivity(pushEvent(101)))).toEqual([{ paths: [], isCut: true }]);
  });

  it('are not asked for of new branches and deleted ones', async () => {
    const made = pushEvent(101, { action: 'created', commit_from: null });
    const gone = pushEvent(102, { action: 'removed', commit_to: null });

    expect(touchedIn(await readActivity(made, gone))).toEqual([undefined, undefined]);
    expect(timesAsked('/compare')).toBe(0);
  });

  it('are asked for of the reader’s own pushes, too, where they are kept', async () => {
    gitlab.on(COMPARE, rawComparison([rawDiff('src/a.ts')]));
    const own = pushEvent(101, {}, { author: ALICE });

    expect(touchedIn(await readActivity(own))).toEqual([{ paths: ['src/a.ts'], isCut: false }]);
    await gitlab.read({ kind: 'activity', cursor: { id: 100 } });
    expect(timesAsked('/compare')).toBe(1);
  });

  it('are asked for ten times at once', async () => {
    gitlab.on(COMPARE, rawComparison([rawDiff('src/a.ts')]));
    await readActivity(...Array.from({ length: 12 }, (_, index) => pushEvent(101 + index)));

    expect(timesAsked('/compare')).toBe(10);
  });
});
