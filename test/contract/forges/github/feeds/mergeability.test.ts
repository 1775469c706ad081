import { describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../../../src/domain/subjects/merge-request.js';
import { mergeabilitySchema } from '../../../../../src/forges/github/schema.js';
import { mergeabilityOf } from '../../../../../src/forges/github/transform/mergeability.js';
import { type Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, BOB, aPull, at } from '../github-items.js';
import type { Item } from '../github-items.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

describe('whether a pull request can be merged', () => {
  it.each([
    [{ mergeable: true, mergeable_state: 'clean' }, 'mergeable'],
    [{ mergeable: true, mergeable_state: 'has_hooks' }, 'mergeable'],
    [{ mergeable: true, mergeable_state: 'clean', draft: true }, 'blocked'],
    [{ mergeable: true, mergeable_state: 'draft' }, 'blocked'],
    [{ mergeable: true, mergeable_state: 'a_gate_of_the_future' }, 'blocked'],
    [{ mergeable: true, mergeable_state: 'unknown' }, null],
    [{ mergeable: true, mergeable_state: 'dirty' }, 'conflict'],
    [{ mergeable: true, mergeable_state: 'blocked' }, 'blocked'],
    [{ mergeable: true, mergeable_state: 'behind' }, 'blocked'],
    [{ mergeable: true, mergeable_state: 'unstable' }, 'blocked'],
    [{ mergeable: false, mergeable_state: 'dirty' }, 'conflict'],
    [{ mergeable: null, mergeable_state: 'unknown' }, null],
    [{ mergeable: null, mergeable_state: 'clean' }, null],
    [{}, null],
  ])('%j is %s', (fields, state) => {
    expect(mergeabilityOf(mergeabilitySchema.parse(fields))).toBe(state);
  });
});

describe('a pull request that moved', () => {
  const github = useLoopbackGithub();

  async function pollOf(over: Item, state: () => Item): Promise<{ list: Item[]; poller: Poller }> {
    const list = servePulls(github(), [aPull(1, over)]);
    const poller = await startPolling(github());
    github().list(`${PULLS}/1/reviews`, () => []);
    github().on(`${PULLS}/1`, () => ({ body: { ...aPull(1, over), ...state() } }));
    return { list, poller };
  }

  async function look(poller: Poller): Promise<readonly MergeRequest[]> {
    const { sightings } = await poller.read();
    return sightings.map(({ subject }) => subject as MergeRequest);
  }

  const CLEAN = { mergeable: true, mergeable_state: 'clean' };
  const UNKNOWN = { mergeable: null, mergeable_state: 'unknown' };

  it.each([
    ['the author', { user: ALICE }],
    ['an assignee', { assignees: [ALICE] }],
  ])('costs %s one more request, which tells whether it can be merged', async (_who, over) => {
    const { list, poller } = await pollOf(over, () => CLEAN);
    put(list, aPull(1, { ...over, updated_at: at(60) }));

    const [subject] = await look(poller);

    expect(subject?.mergeability).toEqual({ state: 'mergeable', since: new Date(at(600)).toISOString() });
    const overRest = github()
      .takeLog()
      .filter((line) => !line.endsWith('/graphql'));
    expect(overRest).toEqual([`200 ${PULLS}`, `200 ${PULLS}/1`, `200 ${PULLS}/1/reviews`]);
  });

  it('costs nobody else that request', async () => {
    const over = { user: BOB, requested_reviewers: [ALICE] };
    const { list, poller } = await pollOf(over, () => CLEAN);
    put(list, aPull(1, { ...over, updated_at: at(60) }));

    const [subject] = await look(poller);

    expect(subject?.mergeability).toBeNull();
    expect(github().takeLog()).toEqual([`200 ${PULLS}`, `200 ${PULLS}/1/reviews`]);
  });

  it('is asked for once more while GitHub works it out, and then no more', async () => {
    let state: Item = UNKNOWN;
    const { list, poller } = await pollOf({ user: ALICE }, () => state);
    put(list, aPull(1, { user: ALICE, updated_at: at(60) }));
    const [first] = await look(poller);
    state = CLEAN;
    github().takeLog();

    const [second] = await look(poller);
    const asked = github().takeLog();
    const idle = await poller.read();

    expect(first?.mergeability).toBeNull();
    expect(second?.mergeability?.state).toBe('mergeable');
    expect(asked).toEqual([`304 ${PULLS}`, `200 ${PULLS}/1`]);
    expect(idle.hasChanged).toBe(false);
    expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
  });

  it('stays as it was known while GitHub never knows, which is asked for five times and then no more', async () => {
    let state: Item = CLEAN;
    const { list, poller } = await pollOf({ user: ALICE }, () => state);
    put(list, aPull(1, { user: ALICE, updated_at: at(60) }));
    await look(poller);
    state = UNKNOWN;
    put(list, aPull(1, { user: ALICE, updated_at: at(90), title: 'New' }));
    const [subject] = await look(poller);
    github().takeLog();

    const again = [await poller.read(), await poller.read(), await poller.read(), await poller.read()];
    const asked = github().takeLog();
    await poller.read();

    expect(subject).toMatchObject({ title: 'New', mergeability: { state: 'mergeable' } });
    expect(again.map(({ hasChanged, isUnsettled = false }) => [hasChanged, isUnsettled])).toEqual([
      [false, true],
      [false, true],
      [false, true],
      [false, false],
    ]);
    expect(asked).toEqual(Array.from({ length: 4 }, () => [`304 ${PULLS}`, `200 ${PULLS}/1`]).flat());
    expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
  });

  it('keeps what was known where the request is refused', async () => {
    const { list, poller } = await pollOf({ user: ALICE }, () => CLEAN);
    put(list, aPull(1, { user: ALICE, updated_at: at(60) }));
    await look(poller);
    github().on(`${PULLS}/1`, () => ({ status: 404, body: { message: 'Not Found' } }));
    put(list, aPull(1, { user: ALICE, updated_at: at(90) }));

    expect(await look(poller)).toMatchObject([{ mergeability: { state: 'mergeable' } }]);
  });
});
