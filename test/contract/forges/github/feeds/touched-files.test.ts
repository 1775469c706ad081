import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import {
  aChangedFile,
  ALICE,
  aLinkedCommit,
  anActivity,
  aPull,
  at,
  BOB,
  type Item,
} from '../github-items.js';
import type { Handler } from '../loopback-github.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

const FILES = `${PULLS}/1/files`;
const github = useLoopbackGithub();

const touchedIn = ({ sightings }: FeedReading): readonly unknown[] =>
  sightings.map(({ subject }) => ('touched' in subject ? subject.touched : undefined));

const timesAsked = (path: string): number =>
  github()
    .takeLog()
    .filter((line) => line.includes(path)).length;

const head = (letter: string): Item => ({ head: { ref: 'topic-1', sha: letter.repeat(40) } });

async function started(): Promise<{ list: Item[]; poller: Poller }> {
  const list = servePulls(github(), [aPull(1)]);
  github().list(`${PULLS}/1/reviews`, () => []);
  const poller = await startPolling(github());
  poller.keepsFiles = (topic, id) => topic === 'merge-requests' && id === poller.project.id;
  return { list, poller };
}

describe('the files of a pull request', () => {
  it('are read where they are kept, with both names of a renamed one', async () => {
    const { list, poller } = await started();
    const renamed = { status: 'renamed', previous_filename: 'src/a.ts' };
    github().list(FILES, () => [aChangedFile('src/b.ts', renamed), aChangedFile('docs/new.md')]);
    put(list, aPull(1, { updated_at: at(60) }));

    expect(touchedIn(await poller.read())).toEqual([
      { headSha: 'a'.repeat(40), paths: ['src/b.ts', 'src/a.ts', 'docs/new.md'], isCut: false },
    ]);
  });

  it('are not read where they are not', async () => {
    const { list, poller } = await started();
    poller.keepsFiles = (topic) => topic === 'pushes';
    put(list, aPull(1, { updated_at: at(60) }));

    expect(touchedIn(await poller.read())).toEqual([undefined]);
    expect(timesAsked('/files')).toBe(0);
  });

  it.each<[string, Item, number]>([
    ['author', { user: ALICE }, 1],
    ['assignee', { assignees: [ALICE] }, 1],
    ['reviewer', { requested_reviewers: [ALICE] }, 1],
    ['name in its text', { body: 'What do you think, @alice?' }, 1],
    ['neighbour', { user: BOB }, 0],
  ])('where nobody hears more than the reader, are read for its %s', async (_part, part, times) => {
    const { list, poller } = await started();
    poller.isForViewerOnly = true;
    github().list(FILES, () => [aChangedFile('src/a.ts')]);
    put(list, aPull(1, { ...part, updated_at: at(60) }));

    await poller.read();

    expect(timesAsked('/files')).toBe(times);
  });

  it('are read again for another head or another target, and for nothing else', async () => {
    const { list, poller } = await started();
    github().list(FILES, () => [aChangedFile('src/a.ts')]);
    const moves = [
      {},
      { title: 'Other' },
      head('c'),
      { ...head('c'), base: { ...(aPull(1)['base'] as Item), ref: 'next' } },
    ];
    const times: number[] = [];
    for (const [index, move] of moves.entries()) {
      put(list, aPull(1, { updated_at: at(60 + index), ...move }));
      await poller.read();
      times.push(timesAsked('/files'));
    }

    expect(times).toEqual([1, 0, 1, 1]);
  });

  it('are cut after three pages', async () => {
    const { list, poller } = await started();
    github().list(FILES, () => Array.from({ length: 301 }, (_, index) => aChangedFile(`src/${index}.ts`)));
    put(list, aPull(1, { updated_at: at(60) }));

    const [touched] = touchedIn(await poller.read()) as { paths: string[]; isCut: boolean }[];

    expect([touched?.paths.length, touched?.isCut]).toEqual([300, true]);
    expect(timesAsked('/files')).toBe(3);
  });

  it.each<[string, Handler]>([
    ['not there', () => ({ status: 404, body: {} })],
    ['a breakdown', () => ({ status: 500, body: {} })],
    ['a refusal, because it would take too long', () => ({ status: 422, body: {} })],
    ['no list', () => ({ body: { files: 1 } })],
  ])('are not known where the answer is %s, which holds nothing up', async (_what, answer) => {
    const { list, poller } = await started();
    github().on(FILES, answer);
    put(list, aPull(1, { updated_at: at(60) }));

    expect(touchedIn(await poller.read())).toEqual([{ headSha: 'a'.repeat(40), paths: [], isCut: true }]);
  });

  it('are not all of them where one could not be understood', async () => {
    const { list, poller } = await started();
    github().list(FILES, () => [aChangedFile('src/a.ts'), { filename: 7 }]);
    put(list, aPull(1, { updated_at: at(60) }));

    const reading = await poller.read();

    expect(touchedIn(reading)).toMatchObject([{ paths: ['src/a.ts'], isCut: true }]);
    expect(reading.dropped).toBe(1);
  });
});

describe('the files of a push', () => {
  const COMPARE = `/repos/acme/shop/compare/${'a'.repeat(40)}...${'b'.repeat(40)}`;
  const comparison = (files: readonly Item[]): Item => ({
    status: 'ahead',
    total_commits: 1,
    commits: [],
    files,
  });

  async function pushed(...activities: readonly Item[]): Promise<FeedReading> {
    let list: readonly Item[] = [anActivity(1)];
    github().on('/repos/acme/shop/activity', () => ({ body: list }));
    github().on(`/repos/acme/shop/commits/${'b'.repeat(40)}`, () => ({
      body: { commit: { message: 'Round' } },
    }));
    const poller = new Poller(github(), 'pushes');
    await poller.read();
    github().now = new Date(at(600));
    list = [...activities, ...list];
    return poller.read();
  }

  it('are those that differ between its ends', async () => {
    github().on(COMPARE, () => ({ body: comparison([aChangedFile('src/a.ts')]) }));

    expect(touchedIn(await pushed(anActivity(2, { timestamp: at(60) })))).toEqual([
      { paths: ['src/a.ts'], isCut: false },
    ]);
  });

  it.each([
    ['the newest first', 2, ['b', 'c']],
    ['of which the last is known where they are too many for one answer', 300, ['b']],
  ])('come with its commits, %s', async (_what, total, letters) => {
    const commits = [aLinkedCommit('c'), aLinkedCommit('b')];
    github().on(COMPARE, () => ({
      body: { ...comparison([aChangedFile('src/a.ts')]), total_commits: total, commits },
    }));

    const { sightings } = await pushed(anActivity(2, { timestamp: at(60) }));

    const [subject] = sightings.map((one) => one.subject);
    const shas = subject?.kind === 'push' ? subject.commits?.map(({ sha }) => sha) : [];
    expect(shas).toEqual(letters.map((letter) => letter.repeat(40)));
  });

  it.each<[string, Handler]>([
    ['gone', () => ({ status: 404, body: {} })],
    ['refused', () => ({ status: 422, body: {} })],
    ['empty', () => ({ body: comparison([]) })],
  ])('are not known where the comparison is %s', async (_what, answer) => {
    github().on(COMPARE, answer);

    expect(touchedIn(await pushed(anActivity(2, { timestamp: at(60) })))).toEqual([
      { paths: [], isCut: true },
    ]);
  });

  it('are cut where GitHub shows as many as it ever does', async () => {
    const files = Array.from({ length: 300 }, (_, index) => aChangedFile(`src/${index}.ts`));
    github().on(COMPARE, () => ({ body: comparison(files) }));

    expect(touchedIn(await pushed(anActivity(2, { timestamp: at(60) })))).toMatchObject([{ isCut: true }]);
  });

  it('are not asked for of new branches', async () => {
    const made = anActivity(2, { timestamp: at(60), activity_type: 'branch_creation', ref: 'refs/heads/x' });

    expect(touchedIn(await pushed(made))).toEqual([undefined]);
    expect(timesAsked('/compare')).toBe(0);
  });
});
