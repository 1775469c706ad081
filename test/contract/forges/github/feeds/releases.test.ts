import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import { beginGithubSince } from '../../../../../src/forges/github/begin-since.js';
import type { Release } from '../../../../../src/domain/subjects/release.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aRelease, at, type Item, REPOSITORY } from '../github-items.js';

const RELEASES = '/repos/acme/shop/releases';
const github = useLoopbackGithub();

let list: Item[];

async function started(...releases: Item[]): Promise<Poller> {
  list = releases;
  github().list(RELEASES, () => list);
  const poller = new Poller(github(), 'releases');
  await poller.read();
  github().takeLog();
  poller.gate.take();
  github().now = new Date(at(600));
  return poller;
}

function releasesOf({ sightings }: FeedReading): readonly Release[] {
  return sightings.map(({ subject }) => subject as Release);
}

describe('the releases of a project', () => {
  it('cost one free request when idle', async () => {
    const poller = await started(aRelease(1));

    expect(await poller.read()).toMatchObject({ sightings: [], wakes: [], hasChanged: false });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('are shown when they come out, dated by that day however old their commit is', async () => {
    const poller = await started(aRelease(1));
    list = [aRelease(1), aRelease(2, { published_at: at(60), created_at: at(-9_999_999) })];

    expect(releasesOf(await poller.read())).toEqual([
      {
        kind: 'release',
        id: '2',
        projectId: SHOP.id,
        tag: 'v2',
        title: 'Release 2',
        notes: 'It is faster.',
        author: { id: '102', login: 'bob', name: 'bob' },
        state: 'published',
        isPrerelease: false,
        assets: ['shop.zip'],
        assetCount: 1,
        url: 'https://github.com/acme/shop/releases/tag/v2',
        createdAt: at(60),
        updatedAt: at(60),
      },
    ]);
  });

  it('are drafts until they are published, at the same place in the list', async () => {
    const draft = { draft: true, published_at: null, name: null };
    const poller = await started(aRelease(2, draft), aRelease(1));
    list = [aRelease(2, { ...draft, draft: false, published_at: at(60), prerelease: true }), aRelease(1)];

    expect(releasesOf(await poller.read())).toMatchObject([
      { id: '2', state: 'published', title: 'v2', isPrerelease: true },
    ]);
  });

  it('are read on while a whole page of them is new', async () => {
    const poller = await started(aRelease(1));
    const many = Array.from({ length: 50 }, (_, index) =>
      aRelease(100 - index, { created_at: at(60), published_at: at(60) }),
    );
    list = [...many, aRelease(1)];

    expect(releasesOf(await poller.read())).toHaveLength(50);
    expect(github().takeLog()).toEqual([`200 ${RELEASES}`, `200 ${RELEASES}`]);
  });

  it('are read as far down as a beginning in the past', async () => {
    const made = (id: number, seconds: number) =>
      aRelease(id, { created_at: at(seconds), published_at: at(seconds) });
    list = [...Array.from({ length: 50 }, (_, index) => made(100 - index, -index)), made(1, -90_000)];
    github().list(RELEASES, () => list);
    const poller = new Poller(github(), 'releases');
    poller.cursor = beginGithubSince({ kind: 'releases', projectId: '1' }, new Date(at(-6_000))).cursor;

    expect(releasesOf(await poller.read()).map(({ id }) => Number(id))).toEqual(
      expect.arrayContaining(Array.from({ length: 50 }, (_, index) => 100 - index)),
    );
    github().takeLog();
    expect(await poller.read()).toMatchObject({ sightings: [], hasMore: false });
    expect(github().takeLog()).toEqual([`304 ${RELEASES}`]);
  });

  it('that are odd are counted and spare the others', async () => {
    const poller = await started();
    list = [aRelease(1, { draft: 'no' }), aRelease(2, { author: null, assets: null, body: null })];

    const reading = await poller.read();

    expect(reading.dropped).toBe(1);
    expect(releasesOf(reading)).toMatchObject([{ id: '2', author: null, assets: [], notes: '' }]);
  });

  it.each([403, 404])('are none where the token may not read them (%i)', async (status) => {
    const poller = await started(aRelease(1));
    github().on(RELEASES, () => ({ status, body: { message: 'No' } }));
    github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: REPOSITORY }));

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
  });
});
