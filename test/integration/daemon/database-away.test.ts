import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../simulator/demo/system-clock.js';
import type { DaemonRun } from '../../support/daemon-run.js';
import { firstReads } from '../../support/first-reads.js';
import { Happenings, seededRandom } from '../../support/happenings.js';
import { startTown, type Town } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';
import { SERVER_URL, ServerDatabase } from './server-database.js';
import { TcpRelay } from './tcp-relay.js';

const STEP_LIMIT_MS = 60_000;
const PASSWORD = 'a-password-for-the-database';

let town: Town | null = null;
let database: ServerDatabase | null = null;
let relay: TcpRelay | null = null;

afterEach(async () => {
  await town?.close();
  await relay?.close();
  await database?.drop();
  [town, relay, database] = [null, null, null];
}, STEP_LIMIT_MS);

/** A town with a database of its own behind a relay that is still closed. */
async function settle(
  people: number,
): Promise<{ here: Town; db: ServerDatabase; way: TcpRelay; url: string }> {
  const server = new URL(SERVER_URL);
  const db = new ServerDatabase();
  const way = new TcpRelay({ host: server.hostname, port: Number(server.port || '5432') });
  const here = await startTown({ clock: systemClock, people });
  [town, relay, database] = [here, way, db];
  await way.open();
  await way.close();
  const url = new URL(db.url(PASSWORD));
  url.hostname = '127.0.0.1';
  url.port = String(way.port);
  return { here, db, way, url: url.href };
}

const waitForLog = (daemon: DaemonRun, message: string, times = 1): Promise<void> =>
  waitUntil(
    () => daemon.logged(message).length >= times,
    `the log to say "${message}"`,
    STEP_LIMIT_MS,
    () => daemon.output.slice(-2_000),
  );

const suite = SERVER_URL === '' ? describe.skip : describe;

suite('a daemon whose PostgreSQL is away (skipped where TEST_DATABASE_URL names none)', () => {
  it(
    'waits at its start until the server answers, says so once, and stops at once when it is told to',
    async () => {
      const { here, db, way, url } = await settle(1);
      await db.create();
      const stopped = here.run('waiting', { DATABASE_URL: url });
      const daemon = here.run('waiting', { DATABASE_URL: url });
      await waitForLog(stopped, 'waiting for the database');
      await waitForLog(daemon, 'waiting for the database');
      const startedAt = Date.now();

      const exit = await stopped.stop();
      await way.open();
      await here.ready();

      expect(Date.now() - startedAt).toBeLessThan(STEP_LIMIT_MS);
      expect(exit).toEqual({ code: 0, signal: null });
      expect(daemon.logged('waiting for the database')).toHaveLength(1);
      expect(daemon.logged('the database answers')).toHaveLength(1);
      expect(daemon.output).not.toContain(PASSWORD);
      await here.ask(here.people[0]!, '/help', /what concerns you/);
    },
    2 * STEP_LIMIT_MS,
  );

  it(
    'says in words that the server has no such database, and exits with 78',
    async () => {
      const { here, way, url, db } = await settle(1);
      await way.open();
      const daemon = here.run('missing', { DATABASE_URL: url });

      await expect(daemon.exit).resolves.toEqual({ code: 78, signal: null });

      expect(daemon.stderr).toContain(`database "${db.name}" does not exist. Create the database first.`);
      expect(daemon.output).not.toContain(PASSWORD);
    },
    2 * STEP_LIMIT_MS,
  );

  it(
    'loses nothing when connections end, doors close, the database is moved or the server stops',
    async () => {
      const { here, db, way, url } = await settle(3);
      await db.create();
      await way.open();
      const daemon = here.run('away', { DATABASE_URL: url });
      await here.ready();
      await here.moveIn();
      await firstReads(here);
      const happenings = new Happenings(here, seededRandom(11));
      const outages: readonly (readonly [away: () => Promise<void>, back: () => Promise<void>])[] = [
        [() => db.endConnections(), () => db.endConnections()],
        [() => db.lockOut(), () => db.letIn()],
        [() => db.rename(), () => db.renameBack()],
        [() => way.close(), () => way.open()],
      ];

      for (const [away, back] of outages) {
        happenings.makeOne();
        happenings.makeOne();
        await delay(500);
        await away();
        happenings.makeOne();
        const [first] = here.people;
        const { id } = here.telegram.world.send(first!.id, first!.id, '/watches');
        await delay(2_500);
        happenings.makeOne();
        await back();
        await here.telegram.world.waitForMessage(
          first!.id,
          (message) => message.id > id && /watches 2 projects/.test(message.text),
          { timeoutMs: STEP_LIMIT_MS },
        );
      }
      await waitUntil(
        () => happenings.tally().missing.length === 0,
        'all news',
        2 * STEP_LIMIT_MS,
        () => happenings.tally().missing.join(', '),
      );

      expect(happenings.tally().missing).toEqual([]);
      // A message that Telegram has and the database could not note is the only one that may come again.
      expect(happenings.tally().repeats).toBeLessThanOrEqual(outages.length);
      expect(daemon.output).not.toContain(PASSWORD);
      expect(daemon.output).not.toContain('something went wrong');
      await expect(daemon.stop()).resolves.toEqual({ code: 0, signal: null });
    },
    5 * STEP_LIMIT_MS,
  );
});
