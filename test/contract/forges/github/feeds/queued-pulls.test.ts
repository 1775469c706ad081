import { describe, expect, it } from '@jest/globals';
import { schema } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import type { MergeRequest } from '../../../../../src/domain/subjects/merge-request.js';
import { QUEUE_QUERY } from '../../../../../src/forges/github/feeds/queued-pull.js';
import { seen } from '../../../../unit/events/seen-by-alice.js';
import { useLoopbackGithub } from '../github-bench.js';
import { ALICE, BOB, aPull, at, type Item } from '../github-items.js';
import type { Reply } from '../loopback-github.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

const github = useLoopbackGithub();

const SET = { auto_merge: { enabled_by: BOB } };

function answer(pullRequest: Item | null): void {
  reply({ body: { data: { repository: { pullRequest, p1: null } } } });
}

function reply(one: Reply): void {
  github().on('/graphql', () => one);
}

/** Alice's, which Bob has set to merge by itself. */
async function startWaiting() {
  const list = servePulls(github(), [aPull(1, { user: ALICE, ...SET })]);
  github().list(`${PULLS}/1/reviews`, () => []);
  const poller = await startPolling(github());
  let before: MergeRequest | null = (await poller.lookup('merge-request', ['9001'])).get('9001') ?? null;
  return async (seconds: number, fields: Item = {}): Promise<readonly string[]> => {
    put(list, aPull(1, { user: ALICE, updated_at: at(seconds), ...fields }));
    const { sightings } = await poller.read();
    const after = sightings.map(({ subject }) => subject).find((one) => one.kind === 'merge-request');
    if (after === undefined) return [];
    const told = seen({ before, after, isNew: false });
    before = after;
    return told;
  };
}

describe('the query for merge queues', () => {
  it('asks for what GitHub’s own schema has', () => {
    const whole = buildSchema(schema.idl, { assumeValid: true, assumeValidSDL: true });

    expect(validate(whole, parse(QUEUE_QUERY))).toEqual([]);
  });
});

describe('a pull request that is to merge by itself', () => {
  it('has not failed to when it comes into a merge queue, nor when it is merged there', async () => {
    const move = await startWaiting();
    answer({ isInMergeQueue: true });

    expect(await move(10)).toEqual([]);
    expect(await move(10)).toEqual([]);
    expect(await move(20)).toEqual([]);
    expect(await move(30, { state: 'closed', merged_at: at(30) })).toEqual(['merge-request-merged (author)']);
  });

  it('has failed to when it is thrown out of the queue', async () => {
    const move = await startWaiting();
    answer({ isInMergeQueue: true });
    await move(10);
    answer({ isInMergeQueue: false });

    expect(await move(20)).toEqual(['auto-merge-failed (author)']);
    expect(await move(30)).toEqual([]);
  });

  it('has failed to where no queue is told of', async () => {
    const move = await startWaiting();
    answer(null);

    expect(await move(10)).toEqual(['auto-merge-failed (author)']);
  });

  it('is believed to be on its way while GitHub gives no answer', async () => {
    const move = await startWaiting();
    reply({ status: 502, body: {} });

    expect(await move(10)).toEqual([]);
  });
});
