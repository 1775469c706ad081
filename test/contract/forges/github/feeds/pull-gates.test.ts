import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../../src/domain/json.js';
import type { MergeRequest } from '../../../../../src/domain/subjects/merge-request.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, BOB, CAROL, aPull, at } from '../github-items.js';
import type { Item } from '../github-items.js';
import { PULLS, put, servePulls } from './served-pulls.js';

const SHA = 'a'.repeat(40);
const STATUS = `/repos/acme/shop/commits/${SHA}/status`;
const SUITES = `/repos/acme/shop/commits/${SHA}/check-suites`;
const RUNS = '/repos/acme/shop/actions/runs';
const MAIN = '/repos/acme/shop/branches/main';

describe('the gates of a pull request that does not move', () => {
  const github = useLoopbackGithub();
  let standing: Item;
  let checks: string;
  let head: string;
  let list: Item[];
  let poller: Poller;

  beforeEach(() => {
    standing = { mergeable: true, mergeable_state: 'unstable' };
    checks = 'queued';
    head = 'one';
  });

  /** The baseline, and what follows until nothing is left to be learnt. */
  async function poll(...pulls: readonly Item[]): Promise<void> {
    list = servePulls(github(), pulls);
    for (const pull of pulls)
      // The ETag of a pull request need not know of its checks: here it never does.
      github().on(`${PULLS}/${String(pull['number'])}`, ({ headers }) => ({
        ...(headers['if-none-match'] === undefined ? {} : { status: 304 }),
        body: { ...pull, ...standing },
      }));
    github().on(STATUS, () => ({ body: { state: 'success' } }));
    github().on(SUITES, () => ({ body: { check_suites: [{ status: checks }] } }));
    github().on(MAIN, () => ({ body: { commit: { sha: head } } }));
    poller = new Poller(github(), 'merge-requests');
    await poller.read();
    for (let turn = 0; turn < 4; turn += 1) await minute();
    github().takeLog();
    poller.gate.take();
  }

  async function minute(): Promise<FeedReading> {
    github().now = new Date(github().now.getTime() + 60_000);
    return poller.read();
  }

  async function statesSeen(): Promise<readonly unknown[]> {
    const { sightings } = await minute();
    return sightings.map(({ subject }) => (subject as MergeRequest).mergeability?.state);
  }

  it('cost nothing while nothing happens, however long', async () => {
    await poll(aPull(1, { user: ALICE }), aPull(2, { user: BOB, assignees: [ALICE] }));

    for (let turn = 0; turn < 60; turn += 1) await minute();

    expect(poller.gate.take().charged).toBe(0);
  });

  it('are asked for where a hundred younger ones of others are open', async () => {
    const others = Array.from({ length: 100 }, (_, index) => aPull(index + 3, { user: BOB }));
    await poll(aPull(1, { user: ALICE }), aPull(2, { user: BOB, assignees: [ALICE] }), ...others);
    checks = 'completed';
    standing = { mergeable: true, mergeable_state: 'clean' };

    expect(await statesSeen()).toEqual(['mergeable', 'mergeable']);
  });

  it('are asked for by nobody who does not answer for one', async () => {
    await poll(aPull(1, { user: BOB, requested_reviewers: [ALICE] }));

    await minute();

    expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
  });

  it('are looked at when a check of the head changes', async () => {
    await poll(aPull(1, { user: ALICE }));
    checks = 'completed';
    standing = { mergeable: true, mergeable_state: 'clean' };

    expect(await statesSeen()).toEqual(['mergeable']);
    expect(github().takeLog()).toEqual([
      `304 ${PULLS}`,
      `304 ${MAIN}`,
      `304 ${STATUS}`,
      `200 ${SUITES}`,
      `200 ${PULLS}/1`,
    ]);
    expect(await statesSeen()).toEqual([]);
    expect(poller.gate.take().charged).toBe(2);
  });

  it('are looked at a second time where GitHub has not drawn the conclusion yet', async () => {
    await poll(aPull(1, { user: ALICE }));
    checks = 'completed';

    expect(await statesSeen()).toEqual([]);
    standing = { mergeable: true, mergeable_state: 'clean' };

    expect(await statesSeen()).toEqual(['mergeable']);
  });

  it('are looked at when the target has moved, and call those who answer for others that go there', async () => {
    await poll(aPull(1, { user: ALICE }), aPull(2, { user: BOB, assignees: [CAROL] }));
    head = 'two';
    standing = { mergeable: null, mergeable_state: 'unknown' };

    const { sightings, calls } = await minute();
    standing = { mergeable: false, mergeable_state: 'dirty' };

    expect(sightings).toEqual([]);
    expect(calls).toMatchObject([{ kind: 'merge-requests', projectId: '7001' }]);
    expect((calls?.[0]?.whom as { ids: readonly string[] }).ids.toSorted()).toEqual(['101', '102', '103']);
    expect(await statesSeen()).toEqual(['conflict']);
  });

  it('call those whose target another one was merged into', async () => {
    await poll(aPull(1, { user: BOB }), aPull(2, { user: CAROL }));
    put(list, aPull(2, { user: CAROL, state: 'closed', merged_at: at(600), updated_at: at(600) }));

    const { calls } = await minute();

    expect(calls).toMatchObject([{ whom: { ids: ['102'] }, isAccountFeed: false }]);
  });

  it('are asked for by the runs of Actions where the token may not read checks, and refusals are not repeated', async () => {
    await poll(aPull(1, { user: ALICE }));
    const refuse = () => ({
      status: 403,
      body: { message: 'Resource not accessible by personal access token' },
    });
    github().on(STATUS, refuse);
    github().on(SUITES, refuse);
    github().on(RUNS, () => ({ body: { workflow_runs: [{ status: checks }] } }));
    await minute();
    await minute();
    github().takeLog();
    checks = 'completed';
    standing = { mergeable: true, mergeable_state: 'clean' };

    expect(await statesSeen()).toEqual(['mergeable']);
    expect(github().takeLog()).toEqual([`304 ${PULLS}`, `304 ${MAIN}`, `200 ${RUNS}`, `200 ${PULLS}/1`]);
  });

  it('are read with what a failing server still tells, and seen when it is well again', async () => {
    await poll(aPull(1, { user: ALICE }));
    github().on(SUITES, () => ({ status: 502, body: 'Bad Gateway' }));
    head = 'two';
    standing = { mergeable: false, mergeable_state: 'dirty' };

    expect(await statesSeen()).toEqual(['conflict']);

    github().on(SUITES, () => ({ body: { check_suites: [{ status: 'completed' }] } }));
    standing = { mergeable: true, mergeable_state: 'clean' };

    expect(await statesSeen()).toEqual(['mergeable']);
  });

  it('are looked at three pull requests at a time, each in its turn', async () => {
    const shas = ['b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(40));
    const asked = new Map<string, number>();
    for (const sha of shas)
      github().on(`/repos/acme/shop/commits/${sha}/status`, () => {
        asked.set(sha, (asked.get(sha) ?? 0) + 1);
        return { body: { state: 'success' } };
      });
    await poll(...shas.map((sha, index) => aPull(index + 1, { user: ALICE, head: { ref: 'topic', sha } })));
    asked.clear();

    for (let turn = 0; turn < 5; turn += 1) await minute();

    expect([...asked.values()]).toEqual([3, 3, 3, 3, 3]);
  });

  it('are not asked for more often than each 45 seconds, however busy the feed is', async () => {
    await poll(aPull(1, { user: ALICE }));
    for (let turn = 0; turn < 12; turn += 1) {
      github().now = new Date(github().now.getTime() + 15_000);
      await poller.read();
    }

    const asked = github().takeLog();

    expect(asked.filter((line) => line.endsWith(STATUS))).toHaveLength(4);
    expect(asked.filter((line) => line.endsWith(PULLS))).toHaveLength(12);
  });

  it('of another head are learnt anew', async () => {
    await poll(aPull(1, { user: ALICE }));
    const moved = aPull(1, {
      user: ALICE,
      head: { ref: 'topic-1', sha: 'b'.repeat(40) },
      updated_at: at(600),
    });
    github().list(`${PULLS}/1/reviews`, () => []);
    github().on(`/repos/acme/shop/commits/${'b'.repeat(40)}/status`, () => ({ body: { state: 'pending' } }));
    put(list, moved);

    await minute();

    expect(github().takeLog()).toContain(`200 /repos/acme/shop/commits/${'b'.repeat(40)}/status`);
  });

  it('are begun to be watched where an older version left off', async () => {
    await poll(aPull(1, { user: ALICE }));
    const { since, list: mark, unsettled } = poller.cursor as JsonObject;
    poller.cursor = { since, list: mark, unsettled, computing: [] } as JsonObject;
    standing = { mergeable: true, mergeable_state: 'clean' };

    expect(await statesSeen()).toEqual(['mergeable']);
    expect(github().takeLog()).toContain(`200 ${SUITES}`);
  });
});
