import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import { rawImageRepository, rawImageTag } from './code-fixtures.js';
import { FakeGitlab, NOW } from './fake-gitlab.js';
import { APP, at } from './fixtures.js';

const LIST = '/projects/10/registry/repositories';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

function serve(tags: Readonly<Record<string, string>>, repository = rawImageRepository(5)): void {
  const names = Object.keys(tags).sort();
  gitlab.on(LIST, [{ ...repository, tags_count: names.length }]);
  gitlab.on(
    `${LIST}/5/tags`,
    names.map((name) => ({ name })),
  );
  for (const [name, digest] of Object.entries(tags)) {
    gitlab.on(`${LIST}/5/tags/${name}`, rawImageTag(name, { digest }));
  }
}

function read(cursor: JsonObject | null): Promise<FeedReading> {
  return gitlab.read({ kind: 'images', project: APP, cursor });
}

function tagsOf({ sightings }: FeedReading): readonly string[] {
  return sightings.map(({ subject }) => (subject.kind === 'image' ? `${subject.tag} ${subject.digest}` : ''));
}

describe('the images of a project', () => {
  it('are told with digest and size, dated by the look', async () => {
    serve({ latest: 'sha256:a' });
    const { cursor } = await read(null);
    serve({ latest: 'sha256:a', '1.4.0': 'sha256:b' });

    const { sightings } = await read(cursor);

    expect(sightings).toEqual([
      {
        isNews: true,
        subject: {
          kind: 'image',
          id: '10:team/app/api:1.4.0',
          projectId: '10',
          name: 'app/api',
          tag: '1.4.0',
          digest: 'sha256:b',
          sizeBytes: 42_000_000,
          url: `${APP.url}/container_registry/5`,
          createdAt: NOW,
          updatedAt: NOW,
        },
      },
    ]);
  });

  it('of which nothing moved cost a list, the names, and the few tags that are of no commit', async () => {
    const tags = { latest: 'sha256:a', main: 'sha256:a', '1.4.0': 'sha256:a', 'main-1a2b3c4d': 'sha256:a' };
    serve(tags);
    const { cursor } = await read(null);
    gitlab.takePaths();

    const reading = await read(cursor);

    expect(reading).toMatchObject({ sightings: [], hasChanged: false });
    expect(gitlab.takePaths()).toEqual([
      LIST,
      `${LIST}/5/tags`,
      `${LIST}/5/tags/latest`,
      `${LIST}/5/tags/main`,
      `${LIST}/5/tags/1.4.0`,
    ]);
  });

  it('of a whole version are told when they move, the recent ones soon and the others in their turn', async () => {
    const versions = Array.from({ length: 16 }, (_, index) => `1.${index}.0`);
    const names = ['latest', 'main', '1', '1.14', '1.15', ...versions];
    const tags = Object.fromEntries(names.map((name) => [name, 'sha256:a']));
    serve(tags);
    let { cursor } = await read(null);
    for (let look = 0; look < 6; look += 1) ({ cursor } = await read(cursor));
    serve({ ...tags, '1.0.0': 'sha256:b', '1.15.0': 'sha256:b' });

    const seen: (readonly string[])[] = [];
    for (let look = 0; look < 10; look += 1) {
      gitlab.takePaths();
      const reading = await read(cursor);
      ({ cursor } = reading);
      seen.push(tagsOf(reading));
      expect(gitlab.takePaths().length).toBeLessThanOrEqual(2 + 5);
    }

    expect(seen.flat().sort()).toEqual(['1.0.0 sha256:b', '1.15.0 sha256:b']);
  });

  it.each(['20240131', 'nightly-20240131', '1.4.20240131'])(
    'of a day are told when they move: %s is no commit',
    async (name) => {
      serve({ latest: 'sha256:a', [name]: 'sha256:a' });
      const { cursor } = await read(null);
      serve({ latest: 'sha256:a', [name]: 'sha256:b' });

      expect(tagsOf(await read(cursor))).toEqual([`${name} sha256:b`]);
    },
  );

  it('whose tags may move take turns, five at a time', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    serve(Object.fromEntries(names.map((name) => [name, 'sha256:a'])));
    let { cursor } = await read(null);
    serve(Object.fromEntries(names.map((name) => [name, 'sha256:b'])));

    const seen: string[] = [];
    for (let look = 0; look < 2; look += 1) {
      const reading = await read(cursor);
      expect(reading.sightings.length).toBeLessThanOrEqual(5);
      seen.push(...tagsOf(reading));
      ({ cursor } = reading);
    }

    expect(seen.sort()).toEqual(names.map((name) => `${name} sha256:b`));
  });

  it('that are many at once are told over several looks, none twice', async () => {
    serve({ '0.0.1': 'sha256:a' });
    let { cursor } = await read(null);
    const names = Array.from({ length: 40 }, (_, index) => `1.0.${index}`);
    serve({ '0.0.1': 'sha256:a', ...Object.fromEntries(names.map((name) => [name, 'sha256:b'])) });

    const seen: string[] = [];
    const costs: number[] = [];
    for (let look = 0; look < 4; look += 1) {
      gitlab.takePaths();
      const reading = await read(cursor);
      seen.push(...tagsOf(reading));
      costs.push(gitlab.takePaths().length);
      ({ cursor } = reading);
    }

    expect(seen.sort()).toEqual(names.map((name) => `${name} sha256:b`).sort());
    expect(Math.max(...costs)).toBeLessThanOrEqual(2 + 20);
  });

  it('that were there before the first look are no news when their turn comes, those made since are', async () => {
    const many = Array.from({ length: 7 }, (_, index) => rawImageRepository(20 + index, { tags_count: 1 }));
    for (const { id } of many) {
      gitlab.on(`${LIST}/${id}/tags`, [{ name: '1.0.0' }]);
      gitlab.on(`${LIST}/${id}/tags/1.0.0`, rawImageTag('1.0.0'));
    }
    gitlab.on(LIST, many);
    const { cursor } = await read(null);
    const later = rawImageRepository(26, { tags_count: 1, created_at: at(9_000) });
    gitlab.on(LIST, [...many.slice(0, 6), later]);
    gitlab.takePaths();

    const { sightings } = await read(cursor);

    expect(sightings).toMatchObject([{ isNews: true, subject: { id: '10:team/app/image-26:1.0.0' } }]);
    expect(gitlab.takePaths().slice(1, 6)).toHaveLength(5);
  });

  it('that are gone before they are looked into, or are odd, spare the others', async () => {
    serve({});
    const { cursor } = await read(null);
    serve({ '1.0.0': 'sha256:a', '1.0.1': 'sha256:b' });
    gitlab.on(`${LIST}/5/tags`, [{ name: '0.9.0' }, { name: 7 }, { name: '1.0.0' }, { name: '1.0.1' }]);
    gitlab.on(`${LIST}/5/tags/1.0.0`, { name: '1.0.0', digest: null });

    const reading = await read(cursor);

    expect(tagsOf(reading)).toEqual(['1.0.1 sha256:b']);
    expect(reading.dropped).toBe(2);
  });

  it.each([403, 404])('are none where there is no registry, or none for this reader (%i)', async (status) => {
    serve({ latest: 'sha256:a' });
    const { cursor } = await read(null);
    gitlab.on(LIST, () => ({ status, json: { message: 'No' } }));

    expect(await read(cursor)).toMatchObject({ sightings: [], hasChanged: false });
    expect(await read(null)).toMatchObject({ sightings: [], hasChanged: false });
  });

  it('drawn by deletions onto pages that were full are no news', async () => {
    const names = Array.from({ length: 230 }, (_, index) => `1.0.${String(index).padStart(3, '0')}`);
    serve(Object.fromEntries(names.map((name) => [name, 'sha256:a'])));
    const { cursor } = await read(null);
    serve(Object.fromEntries(names.slice(10).map((name) => [name, 'sha256:a'])));
    const { sightings } = await read(cursor);

    expect(sightings.filter(({ isNews }) => isNews)).toEqual([]);
  });
});
