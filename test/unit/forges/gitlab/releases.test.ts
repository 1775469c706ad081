import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import { beginGitlabSince } from '../../../../src/forges/gitlab/begin-since.js';
import { MAX_ASSETS, MAX_NOTES_LENGTH } from '../../../../src/domain/subjects/release.js';
import { rawRelease } from './code-fixtures.js';
import { FakeGitlab } from './fake-gitlab.js';
import { APP, at } from './fixtures.js';

const LIST = '/projects/10/releases';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function read(
  rows: readonly object[],
  cursor: JsonObject | null = { newestAt: at(0) },
): Promise<FeedReading> {
  gitlab.on(LIST, rows);
  return gitlab.read({ kind: 'releases', project: APP, cursor });
}

async function subjectsOf(...rows: readonly object[]): Promise<readonly unknown[]> {
  return (await read(rows)).sightings.map(({ subject }) => subject);
}

describe('the releases of a project', () => {
  it('are told with what people want to know of them', async () => {
    expect(await subjectsOf(rawRelease('v1'))).toEqual([
      {
        kind: 'release',
        id: '10:v1',
        projectId: '10',
        tag: 'v1',
        title: 'Release v1',
        notes: 'It is faster.',
        author: { id: '2', login: 'bob', name: 'BOB' },
        state: 'published',
        isPrerelease: false,
        assets: ['app.zip'],
        assetCount: 1,
        url: 'https://gitlab.example.com/team/app/-/releases/v1',
        createdAt: at(0),
        updatedAt: at(0),
      },
    ]);
  });

  it('cost one request, and nothing is shown that was seen', async () => {
    await read([rawRelease('v1')], null);
    gitlab.takePaths();

    const reading = await read([rawRelease('v1')]);

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, cursor: { newestAt: at(0) } });
    expect(gitlab.takePaths()).toEqual([LIST]);
  });

  it('are read on only while there are newer ones than the last time', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      rawRelease(`v${60 - index}`, { released_at: at(60 - index), created_at: at(60 - index) }),
    );

    const { sightings } = await read(many, { newestAt: at(30) });

    expect(gitlab.takePaths()).toEqual([LIST, LIST]);
    expect(sightings).toHaveLength(40);
  });

  it('are read as far down as a beginning in the past', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      rawRelease(`v${60 - index}`, { released_at: at(60 - index), created_at: at(60 - index) }),
    );
    const { cursor } = beginGitlabSince({ kind: 'releases', projectId: '10' }, new Date(at(2)));

    expect((await read(many, cursor)).sightings).toHaveLength(60);
  });

  it('read no more than one page the first time', async () => {
    await read(
      Array.from({ length: 60 }, (_, index) => rawRelease(`v${index}`)),
      null,
    );

    expect(gitlab.takePaths()).toEqual([LIST]);
  });

  it('to come wait for their day, which changes nothing else, and move no cursor', async () => {
    const upcoming = rawRelease('v2', { released_at: at(9_000), upcoming_release: true });
    const first = await read([upcoming, rawRelease('v1')]);

    const second = await read([{ ...upcoming, upcoming_release: false }], first.cursor);

    expect(first).toMatchObject({
      cursor: { newestAt: at(0) },
      sightings: [
        { subject: { tag: 'v1' } },
        { subject: { tag: 'v2', state: 'upcoming', createdAt: at(0) } },
      ],
    });
    expect(second.sightings).toMatchObject([{ subject: { state: 'published', updatedAt: at(9_000) } }]);
  });

  it('that an old server does not call upcoming are known by its clock', async () => {
    const old = { upcoming_release: undefined };
    const future = at(9_000);

    const subjects = await subjectsOf(
      rawRelease('v2', { ...old, released_at: future }),
      rawRelease('v1', { ...old }),
    );

    expect(subjects).toMatchObject([
      { tag: 'v1', state: 'published' },
      { tag: 'v2', state: 'upcoming' },
    ]);
  });

  it('that were dated back count from when they were made', async () => {
    expect(await subjectsOf(rawRelease('v1', { released_at: at(-900) }))).toMatchObject([
      { createdAt: at(0), updatedAt: at(0) },
    ]);
  });

  it('are understood where they say little, as guests see them', async () => {
    const bare = rawRelease('v1', {
      tag_name: undefined,
      author: null,
      assets: null,
      _links: {},
      description: null,
    });

    expect(await subjectsOf(bare)).toMatchObject([
      { tag: 'Release v1', author: null, assets: [], notes: '', url: `${APP.url}/-/releases` },
    ]);
  });

  it('are cut where they are huge, and an odd one spares the others', async () => {
    const links = Array.from({ length: 500 }, (_, index) => ({ name: `file-${index}` }));
    const huge = rawRelease('v1', {
      description: '😀'.repeat(90_000),
      assets: { links: [...links, { name: 5 }] },
    });

    const reading = await read([rawRelease('v2', { created_at: 'yesterday' }), ['nonsense'], huge]);

    const [subject] = reading.sightings.map((sighting) => sighting.subject);
    expect(reading.dropped).toBe(2);
    expect(subject).toMatchObject({ assetCount: 500, notes: '😀'.repeat(MAX_NOTES_LENGTH / 2) });
    expect(subject?.kind === 'release' && subject.assets).toHaveLength(MAX_ASSETS);
  });

  it('are none where the reader may not see them', async () => {
    gitlab.on(LIST, () => ({ status: 403, json: { message: '403 Forbidden' } }));

    const reading = await gitlab.read({ kind: 'releases', project: APP, cursor: { newestAt: at(0) } });

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, cursor: { newestAt: at(0) } });
  });
});
