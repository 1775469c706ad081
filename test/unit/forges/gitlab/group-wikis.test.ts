import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import type { Project } from '../../../../src/domain/project.js';
import type { WikiPage } from '../../../../src/domain/subjects/wiki-page.js';
import { FakeGitlab, NOW } from './fake-gitlab.js';
import { APP, at } from './fixtures.js';
import { rawWikiPage } from './wiki-fixtures.js';

const TEAM = '/groups/team/wikis';
/** An hour before `NOW`. */
const EARLIER = at(-60);

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function project(id: string, path: string): Project {
  return { ...APP, id, path, url: `https://gitlab.example.com/${path}` };
}

function read(cursor: JsonObject | null, watched: readonly Project[] = [APP]): Promise<FeedReading> {
  return gitlab.read({ kind: 'group-wikis', cursor, watched });
}

function show(...pages: readonly object[]): void {
  gitlab.on(TEAM, () => ({ json: pages }));
}

function answer(path: string, status: number): void {
  gitlab.on(path, () => ({ status, json: { message: 'No' } }));
}

function antedate<T>(seen: T): T {
  return JSON.parse(JSON.stringify(seen).replaceAll(NOW, EARLIER)) as T;
}

function pagesOf({ sightings }: FeedReading, isNews: boolean): readonly WikiPage[] {
  return sightings.filter((sighting) => sighting.isNews === isNews).map(({ subject }) => subject as WikiPage);
}

/** What is told when the pages of the group were these, and are those. */
async function toldOf(before: readonly object[], after: readonly object[]): Promise<readonly WikiPage[]> {
  show(...before);
  const { cursor } = await read(null);
  for (const [key, page] of gitlab.snapshots) gitlab.snapshots.set(key, antedate(page));
  show(...after);
  return pagesOf(await read(antedate(cursor)), true);
}

/** Groups asked for since the last call. */
function takeGroups(): readonly string[] {
  return gitlab.takePaths().map((path) => decodeURIComponent(path.replace(/^\/groups\/(.*)\/wikis$/, '$1')));
}

describe('the wikis of groups', () => {
  it('are first seen in silence, with their texts, in one request each', async () => {
    show(rawWikiPage('home', 'Welcome'));

    const reading = await read(null);

    expect(reading).toMatchObject({ hasChanged: false, hasMore: false });
    expect(pagesOf(reading, false)).toMatchObject([
      { id: 'groups/team:home', projectId: '10', group: 'team', text: 'Welcome', edit: null },
    ]);
    expect(gitlab.requests.map(({ path, query }) => [path, query.toString()])).toEqual([
      [`/api/v4${TEAM}`, 'with_content=true'],
    ]);
  });

  it('show an edit of nobody known, dated by the look before, with what changed and who is named', async () => {
    const told = await toldOf(
      [rawWikiPage('Set-up', 'One\nTwo')],
      [rawWikiPage('Set-up', 'One\nAsk @alice')],
    );

    expect(told).toEqual([
      {
        kind: 'wiki-page',
        id: 'groups/team:Set-up',
        projectId: '10',
        group: 'team',
        title: 'Set up',
        text: 'One\nAsk @alice',
        edit: {
          action: 'edited',
          version: expect.any(String) as unknown,
          author: null,
          formerTitle: null,
          diff: { added: 1, removed: 1, lines: ['- Two', '+ Ask @alice'] },
          mentions: ['alice'],
        },
        url: 'https://gitlab.example.com/groups/team/-/wikis/Set-up',
        createdAt: EARLIER,
        updatedAt: EARLIER,
      },
    ]);
  });

  it.each([
    ['created', [], [rawWikiPage('home', '1')]],
    ['renamed', [rawWikiPage('start', '1')], [rawWikiPage('home', '1')]],
    ['deleted', [rawWikiPage('home', '1')], []],
  ] as const)('show a page that was %s', async (action, before, after) => {
    expect(await toldOf(before, after)).toMatchObject([{ title: 'home', group: 'team', edit: { action } }]);
  });

  it('cost one request each while nothing changes, and show nothing', async () => {
    show(rawWikiPage('home', 'Welcome'));
    const { cursor } = await read(null);
    gitlab.takePaths();

    expect(await read(cursor)).toMatchObject({ sightings: [], hasChanged: false });
    expect(takeGroups()).toEqual(['team']);
  });

  it('are those of all groups above what is watched, each once', async () => {
    await read(null, [project('1', 'a/b/app'), project('2', 'a/b/api'), project('3', 'a/web'), APP]);

    expect(takeGroups().toSorted()).toEqual(['a', 'a/b', 'team']);
  });

  it('leave out a group whose name is a number, which another group has', async () => {
    await read(null, [project('1', '42/app'), project('2', '42/7/app')]);

    expect(takeGroups()).toEqual(['42/7']);
  });

  it('are read a few at a time: at once while some were never seen, then those of longest ago', async () => {
    const watched = Array.from({ length: 7 }, (_, index) => project(String(index), `g${index}/app`));
    for (const index of watched.keys()) gitlab.on(`/groups/g${index}/wikis`, () => ({ json: [] }));

    const first = await read(null, watched);
    const second = await read(first.cursor, watched);
    await read(second.cursor, watched);

    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(takeGroups()).toEqual(
      ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g0', 'g1', 'g2'].concat(['g3', 'g4', 'g5', 'g6', 'g0']),
    );
  });

  it('are those of twenty groups at most', async () => {
    const watched = Array.from({ length: 30 }, (_, index) => project(String(index), `g${index}/app`));
    let cursor: JsonObject | null = null;
    for (let look = 0; look < 6; look += 1) ({ cursor } = await read(cursor, watched));

    expect(new Set(takeGroups()).size).toBe(20);
  });

  it.each([403, 404])('rest where the answer is %i, which the operator hears of once', async (status) => {
    answer(TEAM, status);
    let cursor: JsonObject | null = null;
    for (let look = 0; look < 50; look += 1) {
      const reading: FeedReading = await read(cursor);
      expect(reading).toMatchObject({ sightings: [], hasChanged: false, hasMore: false });
      cursor = reading.cursor;
    }

    expect(takeGroups()).toEqual(['team', 'team']);
    expect(gitlab.infos).toEqual([
      {
        fields: expect.objectContaining({ group: 'team', status }) as object,
        message: 'a group shows this account no wiki, and is asked seldom',
      },
    ]);
    expect(gitlab.warnings).toEqual([]);
  });

  it('begin in silence once they are there, and go on where they were', async () => {
    answer(TEAM, 403);
    let { cursor } = await read(null);
    show(rawWikiPage('home', 'One'));
    const looks: FeedReading[] = [];
    for (let look = 0; look < 25; look += 1) {
      looks.push(await read(cursor));
      cursor = looks.at(-1)?.cursor ?? cursor;
    }
    show(rawWikiPage('home', 'Two'));

    expect(looks.flatMap(({ sightings }) => sightings)).toMatchObject([{ isNews: false }]);
    expect(await read(cursor)).toMatchObject({ hasChanged: true });
  });

  it('are shown through one project while it is watched, and remembered anew through the next', async () => {
    const other = project('11', 'team/other');
    show(rawWikiPage('home', 'One'), rawWikiPage('faq', 'Why?'));
    const { cursor } = await read(null, [APP, other]);
    const same = await read(cursor, [other, APP]);
    show(rawWikiPage('home', 'Two'), rawWikiPage('faq', 'Why?'));
    const moved = await read(same.cursor, [other]);
    const after = await read(moved.cursor, [APP, other]);

    expect(same.sightings).toEqual([]);
    expect(moved.sightings).toMatchObject([
      { isNews: false, subject: { id: 'groups/team:faq', projectId: '11', text: 'Why?' } },
      { isNews: true, subject: { id: 'groups/team:home', projectId: '11', edit: { action: 'edited' } } },
    ]);
    expect(after.sightings).toEqual([]);
  });

  it('are told by the others where the server stumbles over one', async () => {
    const watched = [APP, project('2', 'broken/app')];
    answer('/groups/broken/wikis', 500);
    show(rawWikiPage('home', 'One'));
    const { cursor } = await read(null, watched);
    show(rawWikiPage('home', 'Two'));

    expect(pagesOf(await read(cursor, watched), true)).toMatchObject([{ id: 'groups/team:home' }]);
    expect(gitlab.warnings).toMatchObject([{ fields: { group: 'broken', status: 500 } }, {}]);
  });

  it('fail together where the server stumbles over all, or wants to be asked later', async () => {
    answer(TEAM, 500);
    await expect(read(null)).rejects.toMatchObject({ code: 'unavailable' });

    gitlab.on(TEAM, () => ({ status: 429, json: {}, headers: { 'retry-after': '60' } }));
    await expect(read(null, [APP, project('2', 'other/app')])).rejects.toMatchObject({
      code: 'rate-limited',
    });
    expect(gitlab.warnings).toEqual([]);
  });
});
