import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret } from '../../../../src/domain/secret.js';
import { fetchLog } from '../../../../src/forges/http/fetch-log.js';
import { RecordingGate } from './recording-gate.js';

interface Sent {
  readonly url: string;
  readonly hasToken: boolean;
}

let sent: Sent[];
let gate: RecordingGate;
let answers: Response[];

beforeEach(() => {
  sent = [];
  gate = new RecordingGate();
  answers = [];
});

afterEach(() => expect(answers).toEqual([]));

function fetched(from = 'https://api.github.com/repos/a/b/actions/jobs/1/logs'): Promise<string | null> {
  const request = { method: 'GET', url: from, headers: { authorization: 'Bearer s3cret' } };
  return fetchLog(request, {
    gate,
    secret: new Secret('s3cret'),
    signal: new AbortController().signal,
    fetch: (input, init) => {
      sent.push({ url: new Request(input).url, hasToken: new Headers(init?.headers).has('authorization') });
      return Promise.resolve(answers.shift() ?? new Response('unexpected', { status: 500 }));
    },
  });
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

describe('a log', () => {
  it('is followed to its store once, without the token and without the forge’s gate', async () => {
    answers = [redirect('https://store.example.net/log?sig=1'), new Response('hello')];

    expect(await fetched()).toBe('hello');
    expect(sent.map(({ hasToken }) => hasToken)).toEqual([true, false]);
    expect(gate.outcomes).toHaveLength(1);
  });

  it('is not followed any further', async () => {
    answers = [redirect('https://store.example.net/log'), redirect('https://elsewhere.example.net/log')];

    await expect(fetched()).rejects.toMatchObject({ code: 'bad-reply' });
    expect(sent).toHaveLength(2);
  });

  it.each([
    'http://store.example.net/log',
    'ftp://store.example.net/log',
    'http://127.0.0.1/log',
    'https://',
  ])('is not followed to %s', async (location) => {
    answers = [redirect(location)];

    await expect(fetched()).rejects.toMatchObject({ code: 'redirected' });
    expect(sent).toHaveLength(1);
  });

  it('may lie on the same machine as a forge on this one', async () => {
    answers = [redirect('http://127.0.0.1:9/log'), new Response('hello')];

    expect(await fetched('http://127.0.0.1:8/logs')).toBe('hello');
  });

  it.each([404, 410])('that is answered %d is none', async (status) => {
    answers = [new Response('gone', { status })];

    expect(await fetched()).toBeNull();
  });

  it('is kept from the start of a line on when it is long', async () => {
    answers = [new Response(`${'0123456789\n'.repeat(10_000)}end`)];

    const text = await fetched();

    expect(text).toMatch(/^0123456789\n/);
    expect(text).toMatch(/\nend$/);
    expect(text?.length).toBeLessThanOrEqual(64 * 1024);
  });

  it('that never ends is given up', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    answers = [new Response(new ReadableStream({ pull: (stream) => stream.enqueue(chunk) }))];

    await expect(fetched()).rejects.toMatchObject({ code: 'bad-reply' });
  });
});
