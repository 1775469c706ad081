import { describe, expect, it } from '@jest/globals';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aTag, at, type Item } from '../github-items.js';

const TAGS = '/repos/acme/shop/tags';
const github = useLoopbackGithub();

let list: readonly Item[];

async function started(...tags: readonly Item[]): Promise<Poller> {
  list = tags;
  github().list(TAGS, () => list);
  const poller = new Poller(github(), 'tags');
  expect((await poller.read()).sightings).toEqual([]);
  poller.gate.take();
  github().now = new Date(at(600));
  return poller;
}

async function names(poller: Poller): Promise<readonly string[]> {
  const { sightings } = await poller.read();
  return sightings.map(({ subject }) => (subject.kind === 'tag' ? subject.name : ''));
}

describe('the tags of a project', () => {
  it('cost one free request when idle', async () => {
    const poller = await started(aTag('v1'));

    expect(await poller.read()).toMatchObject({ sightings: [], wakes: [], hasChanged: false });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('are news when they were not there, by the time of the look, and have the releases looked at', async () => {
    const poller = await started(aTag('v1'));
    list = [aTag('v2', 'b'), aTag('v1')];
    const now = new Date(at(600)).toISOString();

    expect(await poller.read()).toMatchObject({
      sightings: [
        {
          isNews: true,
          subject: {
            id: `${SHOP.id}:v2`,
            sha: 'b'.repeat(40),
            movedFrom: null,
            author: null,
            url: `${SHOP.url}/releases/tag/v2`,
            createdAt: now,
          },
        },
      ],
      wakes: [{ kind: 'releases', projectId: SHOP.id }],
    });
    expect(await names(poller)).toEqual([]);
  });

  it('have moved when the same name is on another commit', async () => {
    const poller = await started(aTag('v1'));
    list = [aTag('v1', 'b')];

    const { sightings } = await poller.read();

    expect(sightings).toMatchObject([{ subject: { movedFrom: 'a'.repeat(40), sha: 'b'.repeat(40) } }]);
  });

  it('are no news where a deletion drew old ones onto a full page', async () => {
    const many = Array.from({ length: 150 }, (_, index) => aTag(`v${String(999 - index)}`));
    const poller = await started(...many);
    list = [aTag('v9999'), ...many.slice(5)];

    expect(await names(poller)).toEqual(['v9999']);
  });

  it('are no news where nothing of a full page is left', async () => {
    const poller = await started(...Array.from({ length: 100 }, (_, index) => aTag(`v${index}`)));
    list = Array.from({ length: 100 }, (_, index) => aTag(`w${index}`));

    expect(await names(poller)).toEqual([]);
  });

  it('that are odd are counted and spare the others', async () => {
    const poller = await started();
    list = [{ name: 7 }, aTag('v1')];

    expect(await poller.read()).toMatchObject({ dropped: 1, sightings: [{ subject: { name: 'v1' } }] });
  });

  it('begin anew in silence where the token could not read them before', async () => {
    list = [aTag('v1')];
    github().on(TAGS, () => ({ status: 403, body: { message: 'No' } }));
    const poller = new Poller(github(), 'tags');
    await poller.read();
    github().list(TAGS, () => list);

    expect(await names(poller)).toEqual([]);
    list = [aTag('v2'), aTag('v1')];
    expect(await names(poller)).toEqual(['v2']);
  });
});
