import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../simulator/demo/system-clock.js';
import { countBaselines, freePort, readMetric } from '../../support/daemon-metrics.js';
import type { DaemonRun } from '../../support/daemon-run.js';
import { startTown, type Town } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';
import { countFeeds } from '../../support/count-feeds.js';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 8_000;

let town: Town;
let daemon: DaemonRun;
let port = 0;

beforeAll(async () => {
  town = await startTown({ clock: systemClock, people: 1 });
  port = await freePort();
  daemon = town.run('health', { HTTP_PORT: String(port) });
}, START_LIMIT_MS);

afterAll(() => town.close(), START_LIMIT_MS);

async function get(path: string, method = 'GET'): Promise<{ status: number; type: string; body: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}

const statusOf = (path: string): Promise<number> =>
  get(path).then(
    ({ status }) => status,
    () => 0,
  );

const metric = (name: string, labels?: readonly string[]): Promise<number> => readMetric(port, name, labels);

describe('the health endpoints of a daemon', () => {
  it(
    'say that it lives before it is ready, and that it is ready once it polls Telegram',
    async () => {
      await waitUntil(async () => (await statusOf('/healthz')) === 200, 'a living daemon', START_LIMIT_MS);
      await town.ready();
      await waitUntil(async () => (await statusOf('/readyz')) === 200, 'a ready daemon', START_LIMIT_MS);

      const { type, body } = await get('/readyz');

      expect(type).toMatch(/^application\/json/);
      expect(JSON.parse(body)).toEqual({
        isReady: true,
        database: 'ok',
        telegram: 'ok',
        outbox: { waiting: 0, oldestSeconds: 0 },
      });
    },
    START_LIMIT_MS,
  );

  it('answer other paths and methods with a status that says so', async () => {
    await expect(get('/nothing')).resolves.toMatchObject({ status: 404 });
    await expect(get('/readyz', 'POST')).resolves.toMatchObject({ status: 405 });
    await expect(get('/healthz?probe=1')).resolves.toMatchObject({ status: 200, body: 'ok\n' });
  });

  it(
    'count what the daemon does, for Prometheus, and never show a secret',
    async () => {
      await town.moveIn();
      const person = town.people[0]!;
      const feeds = countFeeds('gitlab') + countFeeds('github');
      await waitUntil(async () => (await countBaselines(port)) >= feeds, 'all feeds read', START_LIMIT_MS);
      const { id } = town.worlds.gitlab.startPipeline('acme/shop', { by: person.login, ref: 'metrics' });
      town.worlds.gitlab.finishPipeline('acme/shop', id, 'failed');
      await town.telegram.world.waitForMessage(person.id, /failed on metrics/, { timeoutMs: START_LIMIT_MS });
      await waitUntil(
        async () => (await metric('forgewatch_deliveries_total', ['outcome="sent"'])) >= 1,
        'the delivery to be counted',
        START_LIMIT_MS,
      );

      const { type, body } = await get('/metrics');

      expect(type).toMatch(/^text\/plain; version=/);
      expect(body).toMatch(/^# HELP /m);
      expect(await metric('forgewatch_forge_requests_total', [town.servers.gitlab.url])).toBeGreaterThan(0);
      expect(town.secrets.filter((secret) => body.includes(secret))).toEqual([]);
    },
    2 * START_LIMIT_MS,
  );

  it(
    'say that it is not ready while Telegram is away, and ready when it is back',
    async () => {
      const mend = town.telegram.server.faults.add({
        path: /\/getUpdates$/i,
        fault: { kind: 'status', status: 502, body: '<html>bad gateway</html>', contentType: 'text/html' },
      });
      // Ends the poll under way, which was asked before the fault.
      await town.ask(town.people[0]!, '/help', /what concerns you/);
      await waitUntil(async () => (await statusOf('/readyz')) === 503, 'an unready daemon', START_LIMIT_MS);

      expect(JSON.parse((await get('/readyz')).body)).toMatchObject({ telegram: 'away', database: 'ok' });
      await expect(get('/healthz')).resolves.toMatchObject({ status: 200 });

      mend();
      await waitUntil(
        async () => (await statusOf('/readyz')) === 200,
        'a ready daemon again',
        START_LIMIT_MS,
      );
    },
    2 * START_LIMIT_MS,
  );
});

describe('SIGTERM', () => {
  it(
    'stops a daemon that is at work within seconds, with code 0',
    async () => {
      const startedAt = Date.now();

      await expect(daemon.stop('SIGTERM')).resolves.toEqual({ code: 0, signal: null });

      expect(Date.now() - startedAt).toBeLessThan(STOP_LIMIT_MS);
      expect(daemon.logged('stopping')).toHaveLength(1);
      expect(daemon.logged('stopped')).toHaveLength(1);
      expect(daemon.stderr).toBe('');
    },
    STOP_LIMIT_MS + START_LIMIT_MS,
  );

  it(
    'stops a daemon that is still waiting for Telegram, with code 0',
    async () => {
      const mend = town.telegram.server.faults.add({
        path: /\/getMe$/i,
        fault: { kind: 'status', status: 502, body: 'bad gateway' },
      });
      const waiting = town.run('health');
      await waitUntil(
        () => waiting.logged('Telegram does not answer yet, trying again').length > 0,
        'a daemon that waits for Telegram',
        START_LIMIT_MS,
      );
      const startedAt = Date.now();

      await expect(waiting.stop('SIGTERM')).resolves.toEqual({ code: 0, signal: null });

      expect(Date.now() - startedAt).toBeLessThan(STOP_LIMIT_MS);
      mend();
    },
    STOP_LIMIT_MS + START_LIMIT_MS,
  );
});
