import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import type { Issue } from '../../../../../src/domain/subjects/issue.js';
import { beginGithubSince } from '../../../../../src/forges/github/begin-since.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { ALICE, anIssue, aPull, at, CAROL, REPOSITORY } from '../github-items.js';
import { put, servePulls } from './served-pulls.js';

const ISSUES = '/repos/acme/shop/issues';
const github = useLoopbackGithub();

async function started(): Promise<Poller> {
  const poller = new Poller(github(), 'issues');
  await poller.read();
  github().takeLog();
  poller.gate.take();
  github().now = new Date(at(600));
  return poller;
}

function issuesOf({ sightings }: FeedReading): readonly Issue[] {
  return sightings.map(({ subject }) => subject as Issue);
}

describe('the issues of a project', () => {
  it('are known at the baseline as far as they are open or moved lately, without the pull requests', async () => {
    const pull = { ...aPull(3), pull_request: { url: 'https://x' } };
    servePulls(github(), [anIssue(1), pull, anIssue(2, { state: 'closed' })], ISSUES);
    const poller = new Poller(github(), 'issues');

    const reading = await poller.read();

    expect(issuesOf(reading).map(({ number }) => number)).toEqual(['1', '2']);
    expect(reading.sightings.every(({ isNews }) => !isNews)).toBe(true);
    expect(github().takeLog()).toEqual([`200 ${ISSUES}`, `200 ${ISSUES}`]);
  });

  it('that begin in the past are the open ones and all that have moved since', async () => {
    const closed = Array.from({ length: 70 }, (_, index) =>
      anIssue(index + 100, { state: 'closed', updated_at: at(-5_000 - index) }),
    );
    servePulls(github(), [anIssue(1, { updated_at: at(-90_000) }), ...closed], ISSUES);
    const poller = new Poller(github(), 'issues');
    poller.cursor = beginGithubSince({ kind: 'issues', projectId: '1' }, new Date(at(-6_000))).cursor;

    const reading = await poller.read();

    expect(reading.hasMore).toBe(false);
    expect(issuesOf(reading)).toHaveLength(1 + 70);
    github().takeLog();
    expect(await poller.read()).toMatchObject({ sightings: [] });
    expect(github().takeLog()).toEqual([`304 ${ISSUES}`]);
  });

  it('cost one free request when idle', async () => {
    servePulls(github(), [anIssue(1)], ISSUES);
    const poller = await started();

    expect(await poller.read()).toMatchObject({ sightings: [], wakes: [], hasChanged: false });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('are shown when they move, and have the comments looked at', async () => {
    const list = servePulls(github(), [anIssue(1)], ISSUES);
    const poller = await started();
    const moved = {
      assignees: [ALICE],
      body: 'For @alice',
      labels: ['bug', { name: 'ui' }],
      updated_at: at(60),
    };
    put(list, anIssue(1, moved));

    const reading = await poller.read();

    expect(issuesOf(reading)).toMatchObject([
      {
        kind: 'issue',
        id: '8001',
        projectId: SHOP.id,
        assignees: [{ login: 'alice' }],
        mentions: ['alice'],
        labels: ['bug', 'ui'],
        dueOn: null,
        isDueSoon: false,
      },
    ]);
    expect(reading.wakes).toEqual([{ kind: 'comments', projectId: SHOP.id }]);
    expect(github().takeLog()).toEqual([`200 ${ISSUES}`]);
  });

  it('that change again within the same second are shown again', async () => {
    const list = servePulls(github(), [anIssue(1)], ISSUES);
    const poller = await started();
    put(list, anIssue(1, { updated_at: at(60) }));
    await poller.read();
    put(list, anIssue(1, { updated_at: at(60), assignees: [ALICE] }));

    expect(issuesOf(await poller.read())).toMatchObject([{ assignees: [{ login: 'alice' }] }]);
  });

  it('say who closed them, which is asked for once where the list keeps it to itself', async () => {
    const list = servePulls(github(), [anIssue(1), anIssue(2)], ISSUES);
    const poller = await started();
    const closed = { state: 'closed', updated_at: at(60) };
    github().on(`${ISSUES}/1`, () => ({ body: anIssue(1, { ...closed, closed_by: CAROL }) }));
    put(list, anIssue(1, closed));
    put(list, anIssue(2, { ...closed, closed_by: ALICE }));

    const first = issuesOf(await poller.read());
    put(list, anIssue(1, { ...closed, updated_at: at(90) }));
    const later = issuesOf(await poller.read());

    expect(first.map(({ closedBy }) => closedBy?.login)).toEqual(['carol', 'alice']);
    expect(later.map(({ closedBy }) => closedBy?.login)).toEqual(['carol']);
    expect(github().takeLog()).toEqual([`200 ${ISSUES}`, `200 ${ISSUES}/1`, `200 ${ISSUES}`]);
  });

  it.each([403, 404, 410])(
    'that are not to be had (%i) are none, and no sign of a lost project',
    async (status) => {
      github().on(ISSUES, () => ({ status, body: { message: 'Issues are disabled for this repo' } }));
      github().on(`/repositories/${REPOSITORY.id}`, () => ({ body: REPOSITORY }));
      const poller = new Poller(github(), 'issues');

      expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
      expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false });
    },
  );

  it('of a project that is gone are not "none"', async () => {
    await expect(new Poller(github(), 'issues').read()).rejects.toMatchObject({ code: 'not-found' });
  });
});
