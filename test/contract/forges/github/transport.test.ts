import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { ForgeError } from '../../../../src/domain/errors.js';
import { Poller, TOKEN, useLoopbackGithub } from './github-bench.js';
import { REPOSITORY } from './github-items.js';
import { LoopbackGithub } from './loopback-github.js';
import type { Reply } from './loopback-github.js';

const github = useLoopbackGithub();
/** What a request ends with; `reply` is what the server answers. */
async function ask(reply: Reply | null, poller = new Poller(github(), 'pipelines')): Promise<unknown> {
  if (reply !== null) github().on('/user/repos', () => reply);
  try {
    return await poller.adapter.listProjects(poller.session, 1);
  } catch (error) {
    return error;
  }
}

describe('errors', () => {
  it.each<[string, Reply, object]>([
    ['a refused token', { status: 401, body: { message: 'Bad credentials' } }, { code: 'token-refused' }],
    [
      'a missing permission',
      { status: 403, body: { message: 'Resource not accessible' } },
      { code: 'forbidden' },
    ],
    ['something missing', { status: 404, body: { message: 'Not Found' } }, { code: 'not-found' }],
    ['something gone', { status: 410, body: { message: 'Gone' } }, { code: 'not-found' }],
    ['a failing server', { status: 500, body: '<html>' }, { code: 'unavailable', status: 500 }],
    [
      'the hourly limit',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Date.UTC(2026, 0, 1, 12, 5) / 1_000),
        },
        body: { message: 'API rate limit exceeded for user ID 1.' },
      },
      { code: 'rate-limited', retryAfterSeconds: 300 },
    ],
    [
      'a secondary limit with seconds',
      {
        status: 429,
        headers: { 'retry-after': '8' },
        body: { message: 'You have exceeded a secondary rate limit' },
      },
      { code: 'rate-limited', retryAfterSeconds: 8 },
    ],
    [
      'a secondary limit with a date',
      {
        status: 403,
        headers: { 'retry-after': 'Thu, 01 Jan 2026 12:00:42 GMT' },
        body: { message: 'You have exceeded a secondary rate limit' },
      },
      { code: 'rate-limited', retryAfterSeconds: 42 },
    ],
    [
      'a secondary limit that names no time',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit. Please wait.' } },
      { code: 'rate-limited', retryAfterSeconds: 60 },
    ],
    [
      'the old name of the secondary limit',
      { status: 403, body: { message: 'You have triggered an abuse detection mechanism.' } },
      { code: 'rate-limited', retryAfterSeconds: 60 },
    ],
    ['half a body', { body: [REPOSITORY], breakAfter: 10 }, { code: 'unavailable' }],
    ['a body that is no JSON', { body: '[{"id": 1,' }, { code: 'bad-reply' }],
    [
      'an HTML page with status 200',
      { headers: { 'content-type': 'text/html' }, body: '<html></html>' },
      { code: 'bad-reply' },
    ],
    [
      'a content type that is none',
      { headers: { 'content-type': ';;;' }, body: '[]' },
      { code: 'bad-reply' },
    ],
  ])('%s', async (_name, reply, expected) => {
    const error = await ask(reply);

    expect(error).toBeInstanceOf(ForgeError);
    expect(error).toMatchObject(expected);
  });

  it('never show the token', async () => {
    const replies: readonly Reply[] = [
      { status: 401, body: { message: 'Bad credentials' } },
      { status: 503, body: '<html>' },
      { body: [REPOSITORY], breakAfter: 10 },
    ];

    for (const reply of replies) {
      const poller = new Poller(github(), 'pipelines');
      const error = await ask(reply, poller);

      expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(TOKEN);
      expect(inspect(poller.logger.entries, { depth: 12 })).not.toContain(TOKEN);
    }
  });

  it('of an unreachable server', async () => {
    const poller = new Poller(github(), 'pipelines');
    await github().stop();

    const error = await ask(null, poller);
    await github().start();

    expect(error).toMatchObject({ name: 'ForgeError', code: 'unavailable' });
    expect(poller.gate.reports).toEqual([expect.objectContaining({ status: null })]);
  });
});

describe('a redirect', () => {
  it('to another host is never followed with a token', async () => {
    const other = new LoopbackGithub();
    await other.start();
    github().on('/user/repos', () => ({ status: 301, headers: { location: `${other.url}/user/repos` } }));

    const error = await ask(null);

    expect(error).toMatchObject({ code: 'redirected' });
    expect(other.requests).toEqual([]);
    await other.stop();
  });
});

describe('the gate', () => {
  it('admits every request and learns what the answer says of the limits', async () => {
    const poller = new Poller(github(), 'pipelines');
    github().on('/user/repos', () => ({
      headers: { 'x-ratelimit-reset': String(Date.UTC(2026, 0, 1, 13) / 1_000) },
      body: [],
    }));

    await ask(null, poller);

    expect(poller.gate.admitted).toBe(1);
    expect(poller.gate.reports).toEqual([
      {
        status: 200,
        isCharged: true,
        limit: 5_000,
        remaining: 4_999,
        resetAt: new Date('2026-01-01T13:00:00Z'),
        retryAfterSeconds: null,
      },
    ]);
  });

  it('may refuse, and nothing is sent', async () => {
    const poller = new Poller(github(), 'pipelines');
    const refusal = new ForgeError('rate-limited', { detail: 'the budget is spent', retryAfterSeconds: 5 });
    poller.gate.admit = () => Promise.reject(refusal);

    const error = await ask(null, poller);

    expect(error).toBe(refusal);
    expect(github().requests).toEqual([]);
  });

  it('hears of each hop of a redirect', async () => {
    const poller = new Poller(github(), 'pipelines');
    github().on('/user/repos', () => ({ status: 301, headers: { location: `${github().url}/user/repos2` } }));
    github().on('/user/repos2', () => ({ body: [] }));

    await ask(null, poller);

    expect(poller.gate.take()).toEqual({ requests: 2, charged: 2 });
  });

  it('hears of a limit once: nothing is retried behind its back', async () => {
    const poller = new Poller(github(), 'pipelines');
    github().on('/user/repos', () => ({
      status: 429,
      headers: { 'retry-after': '1' },
      body: { message: 'You have exceeded a secondary rate limit' },
    }));

    await ask(null, poller);

    expect(poller.gate.reports).toEqual([expect.objectContaining({ status: 429, retryAfterSeconds: 1 })]);
    expect(github().requests).toHaveLength(1);
  });

  it('learns the wait that a secondary limit leaves unnamed', async () => {
    const poller = new Poller(github(), 'pipelines');
    github().on('/user/repos', () => ({
      status: 403,
      body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' },
    }));

    await ask(null, poller);

    expect(poller.gate.reports).toEqual([expect.objectContaining({ status: 403, retryAfterSeconds: 60 })]);
  });
});

describe('a session that ends', () => {
  it('ends the request under way', async () => {
    const aborted = new AbortController();
    const poller = new Poller(github(), 'pipelines');
    github().on('/user/repos', () => {
      aborted.abort();
      return { body: [] };
    });

    const asked = poller.adapter.listProjects({ ...poller.session, signal: aborted.signal }, 1);

    await expect(asked).rejects.toMatchObject({ name: 'ForgeError', code: 'unavailable' });
  });
});
