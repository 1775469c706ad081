import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { FaultSwitch } from '../../simulator/core/faults.js';
import { type SimServer, startSimServer } from '../../simulator/core/sim-server.js';

const BODY = { greeting: 'hello '.repeat(50) };

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly length: string | undefined;
  readonly body: string;
  readonly isComplete: boolean;
}

/** Plain node:http, because fetch hides how far an answer came. */
function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('error', () => undefined);
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          length: response.headers['content-length'],
          body,
          isComplete: response.complete,
        }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

describe('a simulated server', () => {
  const clock = new ScriptedClock(new Date('2026-03-02T09:00:00Z'));
  let server: SimServer;

  beforeEach(async () => {
    server = await startSimServer({
      clock: clock.now,
      register: (app) => {
        app.get('/thing', (_request, reply) => reply.header('x-from', 'route').send(BODY));
        app.get('/same', (_request, reply) => reply.status(304).send());
        app.post('/thing', (request) => ({ got: request.body }));
      },
    });
  });

  afterEach(() => server.close());

  it('answers as written while no fault is on', async () => {
    const answer = await ask(`${server.url}/thing`);

    expect(answer).toMatchObject({ status: 200, isComplete: true });
    expect(JSON.parse(answer.body)).toEqual(BODY);
  });

  it('answers with the given status, headers, type and body', async () => {
    server.faults.add({
      path: /thing/,
      fault: {
        kind: 'status',
        status: 502,
        headers: { 'retry-after': '7' },
        body: '<html>Bad Gateway</html>',
        contentType: 'text/html',
      },
    });

    const answer = await fetch(`${server.url}/thing`);

    expect(answer.status).toBe(502);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toBe('<html>Bad Gateway</html>');
  });

  it('answers late', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'delay', milliseconds: 80 } });
    const start = performance.now();

    const answer = await ask(`${server.url}/thing`);

    expect(answer.status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });

  it('sends half of a body under the whole length, then hangs up', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'truncate' } });

    const answer = await ask(`${server.url}/thing`);

    const whole = JSON.stringify(BODY);
    expect(answer).toMatchObject({ status: 200, length: String(whole.length), isComplete: false });
    expect(answer.body).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    expect(answer.type).toContain('application/json');
  });

  it('makes fetch fail on half a body', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'truncate' } });

    const answer = await fetch(`${server.url}/thing`);

    expect(answer.headers.get('x-from')).toBe('route');
    await expect(answer.json()).rejects.toThrow();
  });

  it('goes on answering after half a body', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'truncate' }, times: 1 });
    await ask(`${server.url}/thing`);

    expect(await ask(`${server.url}/thing`)).toMatchObject({ status: 200, isComplete: true });
  });

  it('sends the right body under a wrong type', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'content-type', contentType: 'text/html' } });

    const answer = await ask(`${server.url}/thing`);

    expect(answer.type).toBe('text/html');
    expect(JSON.parse(answer.body)).toEqual(BODY);
  });

  it('resets the connection without an answer', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'reset' } });

    await expect(ask(`${server.url}/thing`)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('keeps silent until the caller gives up, and closes all the same', async () => {
    server.faults.add({ path: /thing/, fault: { kind: 'silence' } });

    const answer = fetch(`${server.url}/thing`, { signal: AbortSignal.timeout(60) });

    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('logs what was asked, with the scripted time and the status', async () => {
    await fetch(`${server.url}/thing?page=2`, { headers: { 'x-me': 'alice' } });
    await fetch(`${server.url}/same`);

    expect(server.log.entries).toMatchObject([
      { at: new Date('2026-03-02T09:00:00Z'), method: 'GET', url: '/thing?page=2', status: 200 },
      { url: '/same', status: 304 },
    ]);
    expect(server.log.entries[0]?.headers['x-me']).toBe('alice');
    expect(server.log).toMatchObject({ total: 2, notModified: 1, charged: 1 });
    expect(server.log.matching('GET', /^\/thing/)).toHaveLength(1);
  });

  it('shows every reply to those who listen', async () => {
    const seen: unknown[] = [];
    const stop = server.onReply((request, reply) => seen.push([request.url, reply.status, reply.body]));

    await fetch(`${server.url}/thing`);
    stop();
    await fetch(`${server.url}/thing`);

    expect(seen).toEqual([['/thing', 200, JSON.stringify(BODY)]]);
  });
});

describe('a fault switch', () => {
  it('hits as often as it was told, then lets requests through', () => {
    const faults = new FaultSwitch();
    faults.add({ path: /x/, fault: { kind: 'reset' }, times: 2 });

    const hits = [1, 2, 3].map(() => faults.take('GET', '/x')?.kind ?? null);

    expect(hits).toEqual(['reset', 'reset', null]);
  });

  it('hits only the method and the path it names, query included', () => {
    const faults = new FaultSwitch();
    faults.add({ method: 'POST', path: /page=2/, fault: { kind: 'silence' } });

    expect(faults.take('GET', '/x?page=2')).toBeNull();
    expect(faults.take('POST', '/x?page=1')).toBeNull();
    expect(faults.take('POST', '/x?page=2')).toEqual({ kind: 'silence' });
  });

  it('is switched off one by one and all at once', () => {
    const faults = new FaultSwitch();
    const off = faults.add({ path: /a/, fault: { kind: 'reset' } });
    faults.add({ path: /b/, fault: { kind: 'reset' } });

    off();

    expect(faults.take('GET', '/a')).toBeNull();
    expect(faults.take('GET', '/b')).not.toBeNull();
    faults.clear();
    expect(faults.take('GET', '/b')).toBeNull();
  });
});
