import { expect, it } from '@jest/globals';
import { beginGithubSince } from '../../../../../src/forges/github/begin-since.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { aPull, at } from '../github-items.js';
import { PULLS, servePulls } from './served-pulls.js';

const github = useLoopbackGithub();

it('a baseline that begins in the past shows the open ones and all that have moved since, once', async () => {
  const old = Array.from({ length: 3 }, (_, index) => aPull(index + 1, { updated_at: at(-90_000) }));
  const ended = Array.from({ length: 70 }, (_, index) =>
    aPull(index + 100, { state: 'closed', merged_at: at(-9_000), updated_at: at(-5_000 - index) }),
  );
  servePulls(github(), [...old, ...ended]);
  const poller = new Poller(github(), 'merge-requests');
  poller.cursor = beginGithubSince({ kind: 'merge-requests', projectId: '1' }, new Date(at(-6_000))).cursor;

  const reading = await poller.read();

  expect(reading).toMatchObject({ hasMore: false, serverTime: new Date(at(0)) });
  expect(reading.sightings).toHaveLength(3 + 70);
  expect(reading.sightings.every(({ subject }) => 'isSketch' in subject)).toBe(true);
  github().takeLog();
  expect(await poller.read()).toMatchObject({ sightings: [] });
  expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
});
