import { afterEach, describe, expect, it } from '@jest/globals';
import type { HealthReport } from '../../../src/runtime/health.js';
import { checkHealth } from '../../../src/runtime/health.js';
import { type HttpServer, startHttpServer } from '../../../src/runtime/http-server.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

let server: HttpServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function get(path: string, report: HealthReport, init: RequestInit = {}): Promise<Response> {
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    token: null,
    site: () => Promise.resolve(null),
    checkHealth: () => Promise.resolve(report),
    renderMetrics: () => Promise.resolve({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    logger: createMemoryLogger(),
  });
  return fetch(`http://127.0.0.1:${server.port}${path}`, init);
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
