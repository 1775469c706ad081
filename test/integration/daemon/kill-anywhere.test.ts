import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DaemonProcess } from '../../simulator/demo/daemon-process.js';
import { systemClock } from '../../simulator/demo/system-clock.js';
import { firstReads } from '../../support/first-reads.js';
import { Happenings, seededRandom } from '../../support/happenings.js';
import { startTown, type Town } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';

/** `CRASH_KILLS=100` makes the long run. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 4);
/** So many that no chat is flooded for long: a summary leaves out what is beyond its length. */
const PEOPLE = KILLS > 10 ? 12 : 4;
const SEED = Number(process.env['CRASH_SEED'] ?? 7);
const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? '';
const TIME_LIMIT_MS = 240_000 + KILLS * 20_000;

let town: Town | null = null;
const databases: string[] = [];

afterEach(async () => {
  await town?.close();
  town = null;
  for (const name of databases.splice(0)) await onServer(`drop database if exists ${name} with (force)`);
}, 60_000);

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function createDatabase(): Promise<string> {
  const name = `forgewatch_kill_${process.pid}_${databases.length}`;
  databases.push(name);
  await onServer(`create database ${name}`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Kills the daemons while things happen; each killed one is started again. Half of the kills come at any moment, a
 * start included; the other half wait until the forges are asked again, so that they hit a daemon at work.
 */
async function killAtRandom(
  { town: here, daemons, random }: { town: Town; daemons: readonly DaemonProcess[]; random: () => number },
  happenings: Happenings,
): Promise<void> {
  const { gitlab, github } = here.servers;
  const requests = (): number => gitlab.log.total + github.log.total;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const asked = requests();
    const working = random() < 0.5 ? waitUntil(() => requests() > asked, 'a daemon at work', 30_000) : null;
    await working;
    const deadline = Date.now() + 300 + random() * 3_000;
    while (Date.now() < deadline) {
      happenings.makeOne();
      await delay(200 + random() * 800);
    }
    const victim = daemons[Math.floor(random() * daemons.length)]!;
    await victim.stop('SIGKILL');
    victim.start();
  }
  // One chat takes a message a second, a killed daemon's leases half a minute, and a token of GitLab one request a
  // second, of which looking each five seconds takes most.
  const timeoutMs = 90_000 + happenings.all.length * 1_500;
  await here.telegram.world
    .waitFor(() => happenings.tally().missing.length === 0, { what: 'all messages', timeoutMs })
    .catch(() => undefined);
}

async function survive(daemonCount: number, databaseUrl: string | null): Promise<void> {
  const random = seededRandom(SEED);
  town = await startTown({ clock: systemClock, people: PEOPLE });
  const here = town;
  const settings = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };
  const daemons = Array.from({ length: daemonCount }, (_, index) => here.daemon(`data-${index}`, settings));
  for (const daemon of daemons) daemon.start();
  await here.moveIn();
  await firstReads(here);
  const happenings = new Happenings(here, random);

  await killAtRandom({ town: here, daemons, random }, happenings);

  const { missing, repeats } = happenings.tally();
  process.stdout.write(
    `kill -9 x ${KILLS}, ${daemonCount} daemon(s), ${databaseUrl === null ? 'embedded' : 'server'}: ` +
      `${happenings.all.length} happenings, ${missing.length} missing, ${repeats} repeated\n`,
  );
  expect(missing).toEqual([]);
  expect(repeats).toBeLessThanOrEqual(KILLS);
}

describe('a daemon that is killed at any moment', () => {
  it(
    'loses no event and repeats a message in flight at most, on the embedded database',
    async () => {
      await survive(1, null);
    },
    TIME_LIMIT_MS,
  );

  if (SERVER_URL === '') {
    it.skip('does so on a server: TEST_DATABASE_URL names no PostgreSQL', () => undefined);
    return;
  }

  // Two daemons meet all that one does, and more: the long run shows both.
  (process.env['CRASH_KILLS'] === undefined ? it.skip : it)(
    'does so alone on a server',
    async () => {
      await survive(1, await createDatabase());
    },
    TIME_LIMIT_MS,
  );

  it(
    'does so too when two daemons share a server',
    async () => {
      await survive(2, await createDatabase());
    },
    TIME_LIMIT_MS,
  );
});
