import { EventEmitter, once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { HealthReport } from '../../../src/runtime/health.js';
import { checkHealth } from '../../../src/runtime/health.js';
import {
  type HttpServer,
  type HttpServerOptions,
  startHttpServer,
} from '../../../src/runtime/http-server.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

let server: HttpServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function start(report: HealthReport, over: Partial<HttpServerOptions> = {}): Promise<HttpServer> {
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    token: null,
    site: () => Promise.resolve(null),
    checkHealth: () => Promise.resolve(report),
    renderMetrics: () => Promise.resolve({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    logger: createMemoryLogger(),
    ...over,
  });
  return server;
}

async function get(path: string, report: HealthReport, init: RequestInit = {}): Promise<Response> {
  const { port } = await start(report);
  return fetch(`http://127.0.0.1:${port}${path}`, init);
}

const WELL: HealthReport = {
  isReady: true,
  database: 'ok',
  telegram: 'ok',
  outbox: { waiting: 0, oldestSeconds: 0 },
};

describe('the health endpoints', () => {
  it('say that the process lives even when it cannot work', async () => {
    const response = await get('/healthz', { ...WELL, isReady: false });

    expect(response.status).toBe(200);
  });

  it('say 503 while the database is away', async () => {
    const response = await get('/readyz', { ...WELL, isReady: false, database: 'away', outbox: null });

    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ database: 'away' });
  });

  it('serve metrics for Prometheus', async () => {
    const response = await get('/metrics?x=1', WELL);

    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(await response.text()).toBe('up 1\n');
  });

  // The page itself is not there before the daemon is at work.
  it.each([
    ['/timeline', 'GET', 503],
    ['/healthz', 'POST', 405],
  ])('answer %s with %s by %i', async (path, method, status) => {
    const response = await get(path, WELL, { method });

    expect(response.status).toBe(status);
  });

  it('say that the API is not there yet as the API says things', async () => {
    const response = await get('/api/events', WELL);

    expect([response.status, await response.json()]).toEqual([503, { error: 'not ready yet' }]);
  });
});

describe('the server', () => {
  it('has room for the browsers of 200 people who open the page at once', async () => {
    const { port } = await start(WELL);
    const sockets = Array.from({ length: 600 }, () =>
      connect(port, '127.0.0.1').on('error', () => undefined),
    );
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));

    const response = await fetch(`http://127.0.0.1:${port}/healthz`);

    expect(response.status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  it('hangs up on whoever never reads the answer', async () => {
    const asked = new EventEmitter();
    const large: RequestListener = (_request, response) => {
      response.once('close', () => asked.emit('closed'));
      response.end('x'.repeat(50_000_000));
    };
    const { port } = await start(WELL, { site: () => Promise.resolve(large), stalledMs: 50 });
    const socket = connect(port, '127.0.0.1').pause();
    socket.write('GET /timeline HTTP/1.1\r\nHost: x\r\n\r\n');

    await expect(once(asked, 'closed')).resolves.toEqual([]);
    socket.destroy();
  });
});

describe('checkHealth', () => {
  it('is not ready, and does not throw, when the database does not answer', async () => {
    const report = await checkHealth({
      ping: () => Promise.reject(new Error('ECONNREFUSED')),
      telegramIsWell: () => true,
      outboxDepth: () => Promise.resolve({ waiting: 0, oldestSeconds: 0 }),
      clock: () => new Date(0),
    });

    expect(report).toEqual({ isReady: false, database: 'away', telegram: 'ok', outbox: null });
  });
});
