import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import type { Image } from '../../../../../src/domain/subjects/image.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aPackage, aPackageVersion, at, type Item } from '../github-items.js';

const ORG = '/orgs/acme/packages';
const USER = '/users/acme/packages';
const VERSIONS = `${ORG}/container/shop%2Fapi/versions`;
const github = useLoopbackGithub();

let packages: Item[];
let versions: Item[];

beforeEach(() => {
  packages = [
    aPackage('shop/api'),
    aPackage('other', { repository: { id: 9 } }),
    aPackage('loose', { repository: null }),
  ];
  versions = [aPackageVersion('sha256:a', ['latest', '1.0.0'])];
  github().list(ORG, () => packages);
  github().list(VERSIONS, () => versions);
});

async function started(): Promise<Poller> {
  const poller = new Poller(github(), 'images');
  await poller.read();
  github().takeLog();
  poller.gate.take();
  github().now = new Date(at(600));
  return poller;
}

function imagesOf({ sightings }: FeedReading): readonly Image[] {
  return sightings.map(({ subject }) => subject as Image);
}

describe('the images of a repository', () => {
  it('cost nothing while nothing moves, and those of other repositories are not asked for', async () => {
    const poller = await started();

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
    expect(github().takeLog()).toEqual([`304 ${ORG}`, `304 ${VERSIONS}`]);
    expect(poller.gate.take()).toEqual({ requests: 2, charged: 0 });
  });

  it('are the tags of its packages, dated by the last change of what they stand for', async () => {
    const poller = await started();
    versions = [
      aPackageVersion('sha256:b', ['latest'], { updated_at: at(60) }),
      aPackageVersion('sha256:a', ['1.0.0']),
    ];

    expect(imagesOf(await poller.read())).toEqual([
      {
        kind: 'image',
        id: '7001:shop/api:latest',
        projectId: SHOP.id,
        name: 'shop/api',
        tag: 'latest',
        digest: 'sha256:b',
        sizeBytes: null,
        url: 'https://github.com/acme/shop/pkgs/container/api/sha256:b',
        createdAt: at(60),
        updatedAt: at(60),
      },
    ]);
  });

  it('of a person are found at the person’s address, which is remembered', async () => {
    const missing = () => ({ status: 404, body: { message: 'Not Found' } });
    github().on(ORG, missing);
    github().list(USER, () => packages);
    github().list(VERSIONS.replace(ORG, USER), () => versions);
    const poller = await started();
    await poller.read();

    expect(github().takeLog()).toEqual([`304 ${USER}`, `304 ${VERSIONS.replace(ORG, USER)}`]);
  });

  it.each([403, 404])('are none where the token may not read them (%i)', async (status) => {
    const poller = await started();
    for (const path of [ORG, USER]) github().on(path, () => ({ status, body: { message: 'No' } }));

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
  });

  it('that are odd are counted and spare the others', async () => {
    const poller = await started();
    versions = [
      aPackageVersion('sha256:c', ['2.0.0'], { metadata: {} }),
      aPackageVersion('sha256:b', ['1.1.0'], { html_url: 'javascript:x', updated_at: at(60) }),
    ];

    const reading = await poller.read();

    expect(reading.dropped).toBe(1);
    expect(imagesOf(reading)).toMatchObject([
      { tag: '1.1.0', url: 'https://github.com/acme/shop/pkgs/container/api' },
    ]);
  });

  it('of five packages at most are looked at', async () => {
    packages = Array.from({ length: 9 }, (_, index) => aPackage(`shop/p${index}`));
    await new Poller(github(), 'images').read();

    expect(github().takeLog()).toHaveLength(6);
  });
});
