import { afterEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../../src/domain/errors.js';
import { Secret } from '../../../../src/domain/secret.js';
import type { HttpContext, HttpRequest } from '../../../../src/forges/http/exchange.js';
import { fetchJson } from '../../../../src/forges/http/fetch-json.js';
import { startLoopback, type Loopback, type LoopbackReply, type LoopbackRequest } from './loopback.js';
import { RecordingGate } from './recording-gate.js';

const TOKEN = 'glpat-s3cr3t/+token';
const servers: Loopback[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(answer: (request: LoopbackRequest) => LoopbackReply): Promise<Loopback> {
  const server = await startLoopback(answer);
  servers.push(server);
  return server;
}

function context(gate: RecordingGate, more: Partial<HttpContext> = {}): HttpContext {
  return {
    gate,
    secret: new Secret(TOKEN),
    signal: new AbortController().signal,
    fetch: globalThis.fetch,
    ...more,
  };
}

function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: { 'private-token': TOKEN } };
}

async function failure(work: Promise<unknown>): Promise<ForgeError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ForgeError) return error;
  throw new Error('a ForgeError was expected', { cause: error });
}

describe('a good answer', () => {
  it('is parsed, with the time of the server', async () => {
    const server = await serve(() => ({ json: [1], headers: { date: 'Tue, 01 Sep 2026 10:00:00 GMT' } }));

    const reply = await fetchJson(get(`${server.url}/todos?state=pending`), context(new RecordingGate()));

    expect(reply).toMatchObject({ status: 200, body: [1], isRedirected: false });
    expect(reply.serverTime).toEqual(new Date('2026-09-01T10:00:00Z'));
    expect(server.requests[0]?.headers['private-token']).toBe(TOKEN);
    expect(server.requests[0]?.query.get('state')).toBe('pending');
  });

  it('is asked of the gate and reported to it with the limits it tells', async () => {
    const gate = new RecordingGate();
    const headers = {
      'ratelimit-limit': '60',
      'ratelimit-remaining': '7',
      'ratelimit-reset': '1788256800',
      'retry-after': '3',
    };
    const server = await serve(() => ({ json: {}, headers }));

    await fetchJson(get(server.url), context(gate));

    expect(gate.admitted).toBe(1);
    expect(gate.outcomes).toEqual([
      {
        status: 200,
        isCharged: true,
        limit: 60,
        remaining: 7,
        resetAt: new Date(1788256800_000),
        retryAfterSeconds: 3,
      },
    ]);
  });

  it('may be a 304 without a body, which costs nothing where the server says so', async () => {
    const gate = new RecordingGate();
    const server = await serve(() => ({ status: 304 }));

    const reply = await fetchJson(get(server.url), context(gate, { freeStatuses: [304] }));

    expect(reply).toMatchObject({ status: 304, body: null });
    expect(gate.outcomes).toMatchObject([{ status: 304, isCharged: false }]);
  });

  it.each([204, 205])('may have no body: %i', async (status) => {
    const server = await serve(() => ({ status }));

    const reply = await fetchJson({ ...get(server.url), method: 'PATCH' }, context(new RecordingGate()));

    expect(reply).toMatchObject({ status, body: null });
  });

  it('carries the body that was asked to be sent', async () => {
    const server = await serve(() => ({ status: 201, json: { id: 1 } }));

    await fetchJson({ ...get(server.url), method: 'POST', body: '{"a":1}' }, context(new RecordingGate()));

    expect(server.requests[0]).toMatchObject({ method: 'POST', body: '{"a":1}' });
  });
});

describe('a redirect', () => {
  it('within the server is followed with the token, and both requests pass the gate', async () => {
    const gate = new RecordingGate();
    const server = await serve(({ path }) =>
      path === '/old' ? { status: 301, headers: { location: '/new?x=1' } } : { json: { ok: true } },
    );

    const reply = await fetchJson(get(`${server.url}/old`), context(gate));

    expect(reply).toMatchObject({ body: { ok: true }, isRedirected: true });
    expect(server.requests.map(({ path, headers }) => [path, headers['private-token']])).toEqual([
      ['/old', TOKEN],
      ['/new', TOKEN],
    ]);
    expect(gate.admitted).toBe(2);
    expect(gate.outcomes.map(({ status }) => status)).toEqual([301, 200]);
  });

  it('to another origin is never followed', async () => {
    const other = await serve(() => ({ json: {} }));
    const server = await serve(() => ({ status: 302, headers: { location: `${other.url}/steal` } }));

    const error = await failure(fetchJson(get(server.url), context(new RecordingGate())));

    expect(error.code).toBe('redirected');
    expect(other.requests).toEqual([]);
  });

  it('does not turn a POST into something else', async () => {
    const server = await serve(() => ({ status: 302, headers: { location: '/elsewhere' } }));

    const error = await failure(
      fetchJson({ ...get(server.url), method: 'POST' }, context(new RecordingGate())),
    );

    expect(error.code).toBe('redirected');
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['in circles', { location: '/again' }, 3],
    ['to nowhere', {}, 1],
    ['to no address', { location: 'http://' }, 1],
  ])('%s is a bad reply', async (_name, headers, requests) => {
    const server = await serve(() => ({ status: 301, headers: headers }));

    const error = await failure(fetchJson(get(server.url), context(new RecordingGate())));

    expect(error.code).toBe('bad-reply');
    expect(server.requests).toHaveLength(requests);
  });
});

describe('an answer that is not what the API promises', () => {
  it.each<[string, LoopbackReply]>([
    ['a page of a proxy', { text: '<html>sign in</html>', headers: { 'content-type': 'text/html' } }],
    ['broken JSON', { text: '{"a":' }],
    ['nothing', { text: '' }],
    ['too much', { json: 'x'.repeat(3_000) }],
  ])('%s is a bad reply', async (_name, reply) => {
    const gate = new RecordingGate();
    const server = await serve(() => reply);

    const error = await failure(fetchJson(get(server.url), context(gate, { maxBytes: 2_000 })));

    expect(error.code).toBe('bad-reply');
    expect(gate.outcomes).toMatchObject([{ status: 200 }]);
  });

  it.each(['half', 'reset', 'silence'] as const)('%s: the forge is unavailable', async (fault) => {
    const gate = new RecordingGate();
    const server = await serve(() => ({ fault, json: { rows: 'x'.repeat(200) } }));

    const error = await failure(fetchJson(get(server.url), context(gate, { timeoutMs: 150 })));

    expect(error).toMatchObject({ code: 'unavailable', isSlow: fault === 'silence' });
    expect(gate.outcomes).toHaveLength(1);
    expect(gate.outcomes[0]?.status).toBe(fault === 'half' ? 200 : null);
  });

  it('nobody listening: the forge is unavailable', async () => {
    const server = await startLoopback(() => ({}));
    await server.stop();

    const error = await failure(fetchJson(get(server.url), context(new RecordingGate())));

    expect(error.code).toBe('unavailable');
    expect(error.message).toContain('ECONNREFUSED');
  });
});

describe('the certificate', () => {
  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('does not hold: %s', async (code) => {
    const refused = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
    const fetch = (): Promise<never> => Promise.reject(refused);

    const error = await failure(
      fetchJson(get('https://gitlab.example.com'), context(new RecordingGate(), { fetch })),
    );

    expect(error).toMatchObject({ code: 'untrusted', message: expect.stringContaining(code) });
  });
});

describe('the caller', () => {
  it('may abort what is under way', async () => {
    const controller = new AbortController();
    const gate = new RecordingGate();
    const server = await serve(() => {
      controller.abort();
      return { fault: 'silence' };
    });

    const error = await failure(fetchJson(get(server.url), context(gate, { signal: controller.signal })));

    expect(error.code).toBe('unavailable');
    expect(gate.outcomes).toHaveLength(1);
  });

  it('is told what the gate says when it lets nothing through', async () => {
    const server = await serve(() => ({ json: {} }));
    const gate = new RecordingGate();
    gate.admit = () =>
      Promise.reject(new ForgeError('rate-limited', { detail: 'wait', retryAfterSeconds: 9 }));

    const error = await failure(fetchJson(get(server.url), context(gate)));

    expect(error).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 9 });
    expect(server.requests).toEqual([]);
    expect(gate.outcomes).toEqual([]);
  });
});

describe('a token', () => {
  it.each<[string, string, LoopbackReply]>([
    ['the body of a refusal', '/x', { status: 403, json: { message: `no rights for ${TOKEN}` } }],
    ['a text', '/x', { status: 429, text: `slow down ${TOKEN}`, headers: { 'content-type': 'text/plain' } }],
    [
      'an HTML page',
      '/x',
      { status: 502, text: `<p>${TOKEN}</p>`, headers: { 'content-type': 'text/html' } },
    ],
    [
      'the address',
      `/projects/${encodeURIComponent(TOKEN)}?private_token=${TOKEN}`,
      { status: 404, json: {} },
    ],
    ['a bad reply', `/projects/${encodeURIComponent(TOKEN)}`, { text: TOKEN }],
    ['a redirect', '/x', { status: 301, headers: { location: `http://127.0.0.2/${TOKEN}` } }],
    ['a cut answer', `/${encodeURIComponent(TOKEN)}`, { fault: 'reset' }],
  ])('in %s does not reach the error', async (_name, path, reply) => {
    const server = await serve(() => reply);

    const error = await failure(fetchJson(get(server.url + path), context(new RecordingGate())));

    const shown = `${error.message} ${error.stack ?? ''} ${String(error.cause)} ${JSON.stringify(error)}`;
    expect(shown).not.toContain(TOKEN);
    expect(shown).not.toContain(encodeURIComponent(TOKEN));
    expect(shown).not.toContain('s3cr3t');
  });

  it('that no header can carry is refused without a request', async () => {
    const gate = new RecordingGate();
    const bad = 'ключ-s3cr3t';

    const error = await failure(
      fetchJson(
        { method: 'GET', url: 'http://127.0.0.1:1/', headers: { 'private-token': bad } },
        context(gate),
      ),
    );

    expect(error.code).toBe('token-refused');
    expect(`${error.message} ${String(error.cause)}`).not.toContain('s3cr3t');
    expect(gate.admitted).toBe(0);
  });
});
