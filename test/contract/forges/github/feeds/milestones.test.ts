import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aMilestone, at, type Item, REPOSITORY } from '../github-items.js';

const MILESTONES = '/repos/acme/shop/milestones';
const DAY = 24 * 60 * 60;
const github = useLoopbackGithub();

let list: Item[];

beforeEach(() => {
  list = [aMilestone(1)];
  github().list(MILESTONES, () => list);
});

function subjectsOf({ sightings }: FeedReading): readonly unknown[] {
  return sightings.map(({ subject }) => subject);
}

/** It is noon of 2026-01-01, and the milestone is due on 2026-01-05. */
describe('the milestones of a repository', () => {
  it('are read with their counts and the days that are left', async () => {
    expect(subjectsOf(await new Poller(github(), 'milestones').read())).toEqual([
      {
        kind: 'milestone',
        id: '701',
        projectId: SHOP.id,
        title: '1.0',
        dueOn: '2026-01-05',
        daysLeft: null,
        progress: { open: 4, all: 12 },
        url: 'https://github.com/acme/shop/milestone/1',
        createdAt: at(-3_600),
        updatedAt: at(-3_600),
      },
    ]);
  });

  it('come nearer while the list does not change, which costs nothing', async () => {
    const poller = new Poller(github(), 'milestones');
    await poller.read();
    poller.gate.take();
    github().now = new Date(at(DAY));
    const nearer = await poller.read();
    const again = await poller.read();
    github().now = new Date(at(3 * DAY));

    expect(subjectsOf(nearer)).toMatchObject([{ id: '701', daysLeft: 3 }]);
    expect(again.hasChanged).toBe(false);
    expect(subjectsOf(await poller.read())).toMatchObject([{ id: '701', daysLeft: 1 }]);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 0 });
  });

  it('that are closed, have no date or are odd are left out', async () => {
    const poller = new Poller(github(), 'milestones');
    await poller.read();
    list = [aMilestone(2, { due_on: null }), aMilestone(3, { open_issues: 'many' }), aMilestone(4)];
    const reading = await poller.read();
    github().now = new Date(at(DAY));

    expect(reading.dropped).toBe(1);
    expect(subjectsOf(reading)).toMatchObject([{ id: '704' }]);
    expect(subjectsOf(await poller.read())).toMatchObject([{ id: '704', daysLeft: 3 }]);
  });

  it('are found behind those that are long overdue and were never closed, which the list begins with', async () => {
    const overdue = Array.from({ length: 40 }, (_, index) =>
      aMilestone(100 + index, { due_on: at(-(50 - index) * DAY) }),
    );
    list = [...overdue, aMilestone(1)];
    const poller = new Poller(github(), 'milestones');
    await poller.read();
    github().now = new Date(at(DAY));

    expect(subjectsOf(await poller.read())).toMatchObject([{ id: '701', daysLeft: 3 }]);
  });

  it.each([403, 404, 410])('are none where the token may not read them (%i)', async (status) => {
    github().on(MILESTONES, () => ({ status, body: { message: 'No' } }));
    github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: REPOSITORY }));

    expect(await new Poller(github(), 'milestones').read()).toMatchObject({
      sightings: [],
      hasChanged: false,
    });
  });
});
