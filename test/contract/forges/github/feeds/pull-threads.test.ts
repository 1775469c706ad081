import { describe, expect, it } from '@jest/globals';
import { schema } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import type { FeedReading } from '../../../../../src/domain/feed.js';
import type { ThreadList } from '../../../../../src/domain/subjects/thread-list.js';
import { threadsQuery } from '../../../../../src/forges/github/feeds/pull-threads.js';
import { useLoopbackGithub } from '../github-bench.js';
import { ALICE, CAROL, aPull, aReview, at, type Item } from '../github-items.js';
import type { Reply } from '../loopback-github.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

const github = useLoopbackGithub();

const BY_CAROL = { databaseId: CAROL.id, login: CAROL.login, name: null };

/** Alice began it. */
function aThread(id: string, over: Item = {}): Item {
  const comment = {
    viewerDidAuthor: true,
    bodyText: 'Why?',
    url: `https://github.com/x#${id}`,
    createdAt: at(10),
  };
  return { id, isResolved: false, resolvedBy: null, comments: { nodes: [comment] }, ...over };
}

function answerThreads(threads: readonly unknown[], errors?: readonly Item[]): void {
  const pull = { reviewThreads: { nodes: threads } };
  answer({ body: { data: { repository: { p1: pull } }, ...(errors === undefined ? {} : { errors }) } });
}

function answer(reply: Reply): void {
  github().on('/graphql', () => reply);
}

/** Carol's pull request, which Alice reviewed, moves each time that a thread is settled. */
async function startReview() {
  const list = servePulls(github(), [aPull(1, { user: CAROL })]);
  const poller = await startPolling(github());
  github().list(`${PULLS}/1/reviews`, () => [aReview(ALICE, 'COMMENTED', -7_200)]);
  const move = (seconds: number): Promise<FeedReading> => {
    put(list, aPull(1, { user: CAROL, updated_at: at(seconds) }));
    return poller.read();
  };
  return { poller, move };
}

function listsOf({ sightings }: FeedReading): readonly ThreadList[] {
  return sightings.map(({ subject }) => subject).filter((one) => one.kind === 'thread-list');
}

describe('the query for threads', () => {
  it('asks for what GitHub’s own schema has', () => {
    const whole = buildSchema(schema.idl, { assumeValid: true, assumeValidSDL: true });

    expect(validate(whole, parse(threadsQuery(['1', '22'])))).toEqual([]);
  });
});

describe('the threads of a pull request that moved', () => {
  it('are those in which the reader wrote, with who resolved them', async () => {
    const { move } = await startReview();
    const foreign = {
      viewerDidAuthor: false,
      bodyText: 'Hm',
      url: 'https://github.com/x#b',
      createdAt: at(20),
    };
    answerThreads([
      aThread('discussion_r77', { id: 'a', isResolved: true, resolvedBy: BY_CAROL }),
      aThread('b', { comments: { nodes: [foreign] } }),
      { id: 'odd' },
    ]);

    const [list, ...others] = listsOf(await move(60));

    expect(others).toEqual([]);
    expect(list).toMatchObject({
      id: '9001',
      threads: [
        {
          id: 'a',
          commentsId: '77',
          isReaders: true,
          words: 'Why?',
          resolution: { by: { id: CAROL.id.toString() }, at: at(60) },
        },
      ],
    });
  });

  it('keep the time at which one was first seen resolved, until another resolves it', async () => {
    const { move } = await startReview();
    answerThreads([aThread('a', { isResolved: true, resolvedBy: BY_CAROL })]);
    await move(60);

    const [kept] = listsOf(await move(120));
    answerThreads([aThread('a', { isResolved: true, resolvedBy: { ...BY_CAROL, databaseId: 7 } })]);
    const [other] = listsOf(await move(180));

    expect(kept?.threads[0]?.resolution?.at).toBe(at(60));
    expect(other?.threads[0]?.resolution?.at).toBe(at(180));
  });

  it('are not asked for where the reader has no part in the review', async () => {
    const { move } = await startReview();
    github().list(`${PULLS}/1/reviews`, () => [aReview(CAROL, 'COMMENTED', 30)]);

    await move(60);

    expect(github().takeLog()).toEqual([`200 ${PULLS}`, `200 ${PULLS}/1/reviews`]);
  });

  it('cost one charged request, and none while nothing moves', async () => {
    const { poller, move } = await startReview();
    answerThreads([aThread('a')]);

    await move(60);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 3 });
    await poller.read();
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('leave the governor its count: GraphQL has another', async () => {
    const { poller, move } = await startReview();
    const data = { repository: { p1: { reviewThreads: { nodes: [] } } } };
    answer({ body: { data }, headers: { 'x-ratelimit-resource': 'graphql', 'x-ratelimit-remaining': '3' } });

    await move(60);

    expect(poller.gate.reports.at(-1)).toMatchObject({ status: 200, remaining: null, limit: null });
  });
});

describe('a server that will not tell of threads', () => {
  it.each<[string, Reply]>([
    ['has no GraphQL', { status: 404, body: { message: 'Not Found' } }],
    ['refuses the token', { status: 403, body: { message: 'Resource not accessible' } }],
    ['answers with errors alone', { body: { errors: [{ type: 'FORBIDDEN', message: 'no' }] } }],
    ['answers with errors that are none', { body: { data: null, errors: 'broken' } }],
    ['answers with nothing', { body: null }],
    ['answers something else', { body: { data: { repository: [1] } } }],
    ['answers a page', { body: '<html>', headers: { 'content-type': 'text/html' } }],
  ])('costs the feed nothing else: it %s', async (_name, reply) => {
    const { poller, move } = await startReview();
    answer(reply);

    const first = await move(60);
    const second = await move(120);
    await poller.read();

    expect([first, second].map(({ sightings }) => sightings.map(({ subject }) => subject.kind))).toEqual([
      ['merge-request'],
      ['merge-request'],
    ]);
    expect(
      github()
        .takeLog()
        .filter((line) => line.endsWith('/graphql')),
    ).toHaveLength(2);
    expect(poller.logger.messages('warn').length).toBeLessThanOrEqual(1);
  });

  it('is asked once more where it was only down', async () => {
    const { poller, move } = await startReview();
    answer({ status: 502, body: 'Bad Gateway' });
    const down = await move(60);
    answerThreads([aThread('a')]);

    const later = await poller.read();

    expect(listsOf(down)).toEqual([]);
    expect(listsOf(later)).toHaveLength(1);
  });

  it('is not asked for ever', async () => {
    const { poller, move } = await startReview();
    answer({ status: 502, body: 'Bad Gateway' });
    await move(60);
    await poller.read();
    github().takeLog();

    await poller.read();

    expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
  });

  it('stops the feed where it no longer knows the token', async () => {
    const { move } = await startReview();
    answer({ status: 401, body: { message: 'Bad credentials' } });

    await expect(move(60)).rejects.toMatchObject({ code: 'token-refused' });
  });

  it('may show a part, which counts', async () => {
    const { poller, move } = await startReview();
    answerThreads([aThread('a'), null], [{ type: 'FORBIDDEN', message: 'not that one' }]);

    expect(listsOf(await move(60))).toHaveLength(1);
    expect(poller.logger.entries).toContainEqual(
      expect.objectContaining({ message: 'github review threads are told in part only' }),
    );
  });
});

describe('the baseline', () => {
  it('knows the threads of what is open, so that the first to be resolved is told', async () => {
    servePulls(github(), [aPull(1, { user: CAROL })]);
    answerThreads([aThread('a')]);
    const poller = await startPolling(github());

    expect((await poller.lookup('thread-list', ['9001'])).get('9001')?.threads).toHaveLength(1);
  });
});
