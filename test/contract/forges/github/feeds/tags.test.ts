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

function range(length: number, itemAt: (index: number) => Item): readonly Item[] {
  return Array.from({ length }, (_, index) => itemAt(index));
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

  it('are news wherever they come in among hundreds, which cost nothing when idle', async () => {
    const many = range(250, (index) => aTag(`v${index}`));
    const poller = await started(...many);

    expect(await names(poller)).toEqual([]);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 0 });
    list = [...many.slice(0, 180), aTag('between'), ...many.slice(180), aTag('last')];
    expect(await names(poller)).toEqual(['between', 'last']);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 2 });
    list = [aTag('first'), ...list];
    expect(await names(poller)).toEqual(['first']);
  });

  it('are news behind a page that was just full', async () => {
    const many = range(100, (index) => aTag(`v${index}`));
    const poller = await started(...many);
    list = [...many, aTag('w')];

    expect(await names(poller)).toEqual(['w']);
  });

  it('are no news where one went over to a page that had been read, amid a look', async () => {
    const many = range(150, (index) => aTag(`v${index}`));
    const poller = await started(...many);
    const shorter = many.slice(1);
    github().list(TAGS, (query) => (query.get('page') === '1' ? many : shorter));
    const amid = await names(poller);
    github().list(TAGS, () => shorter);

    expect([...amid, ...(await names(poller))]).toEqual([]);
  });

  it('are no news where deletions drew old ones into a list that is cut', async () => {
    const many = range(1_050, (index) => aTag(`v${index}`));
    const poller = await started(...many);
    list = [aTag('new'), ...many.slice(5)];

    expect(await names(poller)).toEqual(['new']);
    list = range(1_050, (index) => aTag(`w${index}`));
    expect(await names(poller)).toEqual([]);
  });

  it('are told a hundred at most where a whole history was brought along', async () => {
    const poller = await started(aTag('v1'));
    list = [aTag('v1'), ...range(150, (index) => aTag(`w${index}`))];

    expect(await names(poller)).toHaveLength(100);
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
