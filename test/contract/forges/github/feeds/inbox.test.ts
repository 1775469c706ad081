import { describe, expect, it } from '@jest/globals';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import { aThread, at } from '../github-items.js';
import type { Item } from '../github-items.js';
import type { LoopbackGithub } from '../loopback-github.js';

const github = useLoopbackGithub();

/** As GitHub does: no use of `If-None-Match`, a `Last-Modified` that moves with the list. */
function serveThreads(server: LoopbackGithub, threads: Item[], pollSeconds = '60'): void {
  server.on('/notifications', () => {
    const newest =
      threads.map((thread) => Date.parse(String(thread['updated_at']))).sort((a, b) => b - a)[0] ?? 0;
    const modified = new Date(newest + threads.length * 1_000).toUTCString();
    return {
      headers: { 'last-modified': modified, 'x-poll-interval': pollSeconds },
      body: [...threads],
    };
  });
}

async function started(server: LoopbackGithub): Promise<Poller> {
  const poller = new Poller(server, 'inbox');
  await poller.read();
  poller.gate.take();
  server.takeLog();
  return poller;
}

describe('the inbox', () => {
  it('is silent at the baseline', async () => {
    serveThreads(github(), [aThread(1)]);

    const reading = await new Poller(github(), 'inbox').read();

    expect(reading).toMatchObject({ sightings: [], wakes: [], minPollSeconds: 60, isRunning: false });
  });

  it('costs one free request when idle and obeys the server on when to ask again', async () => {
    serveThreads(github(), [aThread(1)], '90');
    const poller = await started(github());

    const reading = await poller.read();

    expect(reading).toMatchObject({ wakes: [], hasChanged: false, minPollSeconds: 90 });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
    expect(github().requests[0]?.headers['if-none-match']).toBeUndefined();
  });

  it('asks for all of it while more may show up under the second that the server named', async () => {
    const newest = Date.parse(at(1));
    serveThreads(github(), [aThread(1, { updated_at: at(1) })]);
    github().now = new Date(newest + 5_000);
    const poller = await started(github());

    for (const seconds of [50, 70, 130]) {
      github().now = new Date(newest + seconds * 1_000);
      await poller.read();
    }

    expect(github().takeLog()).toEqual(['200 /notifications', '200 /notifications', '304 /notifications']);
  });

  it.each([
    ['review_requested', 'PullRequest', ['merge-requests', 'comments']],
    ['assign', 'PullRequest', ['merge-requests', 'comments']],
    ['author', 'PullRequest', ['merge-requests', 'comments']],
    ['state_change', 'PullRequest', ['merge-requests', 'comments']],
    ['comment', 'PullRequest', ['merge-requests', 'comments']],
    ['mention', 'PullRequest', ['merge-requests', 'comments']],
    ['team_mention', 'PullRequest', ['merge-requests', 'comments']],
    ['subscribed', 'PullRequest', []],
    ['ci_activity', 'CheckSuite', ['pipelines']],
    ['approval_requested', 'WorkflowRun', ['pipelines']],
    ['mention', 'Issue', ['issues', 'comments']],
    ['assign', 'Issue', ['issues', 'comments']],
    ['subscribed', 'Issue', []],
    ['subscribed', 'Release', ['releases']],
  ])('wakes for %s of a %s the feeds %j', async (reason, type, kinds) => {
    const threads = [aThread(1)];
    serveThreads(github(), threads);
    const poller = await started(github());
    threads.unshift(aThread(2, { reason, subject: { type }, updated_at: at(60) }));

    const reading = await poller.read();

    expect(reading.wakes).toEqual(kinds.map((kind) => ({ kind, projectId: SHOP.id })));
    expect(reading.hasChanged).toBe(true);
  });

  it('wakes nothing of a project that is not watched', async () => {
    const threads: Item[] = [];
    serveThreads(github(), threads);
    const poller = await started(github());
    threads.push(aThread(1, { repository: { id: 8 }, updated_at: at(60) }));

    expect((await poller.read()).wakes).toEqual([]);
  });

  it('wakes once for a thread, and again when it moves on', async () => {
    const threads = [aThread(1, { updated_at: at(60) })];
    serveThreads(github(), threads);
    const poller = await started(github());
    threads.push(aThread(2, { updated_at: at(-9_000) }));
    const unmoved = await poller.read();
    threads[0] = aThread(1, { updated_at: at(61) });

    const moved = await poller.read();

    expect([unmoved.wakes.length, moved.wakes.length]).toEqual([0, 2]);
  });

  it('wakes for a thread that shows up late with an earlier time', async () => {
    const threads = [aThread(1, { updated_at: at(60) })];
    serveThreads(github(), threads);
    const poller = await started(github());
    threads.push(aThread(2, { updated_at: at(40) }));

    expect((await poller.read()).wakes).toHaveLength(2);
  });

  it('leaves out an odd thread', async () => {
    const threads: Item[] = [];
    serveThreads(github(), threads);
    const poller = await started(github());
    threads.push(aThread(1, { updated_at: at(60) }), aThread(2, { updated_at: 'yesterday' }));

    expect(await poller.read()).toMatchObject({ dropped: 1, hasChanged: true });
  });
});
