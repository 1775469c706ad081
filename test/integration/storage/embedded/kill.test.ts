import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from '../../../../src/storage/connect.js';
import { lockDirectory } from '../../../../src/storage/embedded/directory-lock.js';
import { openStorage } from '../../../../src/storage/open-storage.js';
import { embeddedPlace, recordingLogger, TEST_KEY, type Place } from '../../../support/database.js';
import { ALICE, NOON, personWatching } from '../fixtures.js';

const CHILD = join(import.meta.dirname, 'committing-process.ts');
const SHORT_LIVED = join(import.meta.dirname, '../../../support/short-lived.js');

describe('the embedded database, killed', () => {
  let place: Place;
  let options: Parameters<typeof openStorage>[0];

  beforeAll(async () => {
    place = await embeddedPlace();
    const { dataDir } = place;
    options = {
      databaseUrl: null,
      dataDir,
      secretKey: TEST_KEY,
      logger: recordingLogger([]),
      clock: () => NOON,
    };
    const storage = await openStorage(options);
    await personWatching(storage, ALICE);
    await storage.close();
  }, 120_000);

  afterAll(() => place.remove());

  const start = (round: number): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', SHORT_LIVED, '--import', 'tsx', CHILD, place.dataDir, String(round)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );

  /** Kills the process after its `count`th commit; returns what it said. */
  const runAndKill = async (round: number, count: number): Promise<string[]> => {
    const child = start(round);
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout! })) {
      said.push(line);
      if (said.length === count) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return said;
  };

  it('keeps every commit that was acknowledged and none by halves, and lets one process take over', async () => {
    const acknowledged: string[] = [];
    for (const [round, count] of [3, 17, 1, 40, 8].entries()) {
      const said = await runAndKill(round, count);
      expect(said.length).toBeGreaterThanOrEqual(count);
      acknowledged.push(...said);
    }
    expect(acknowledged.filter((name) => name.startsWith('REFUSED'))).toEqual([]);

    // What the last one left behind is a lock without a holder: of many who want it one may take it.
    const home = join(place.dataDir, 'embedded');
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(home)));
    const winners = results.filter((result) => result.status === 'fulfilled');
    const losers = results.filter((result) => result.status === 'rejected');
    expect(winners).toHaveLength(1);
    for (const loser of losers) expect(String(loser.reason)).toContain('Another Forgewatch is running');
    await winners[0]?.value.release();

    const { db, close } = await connect(options);
    const names = async (query: string) => (await db.sql<{ name: string }>(query)).map((row) => row.name);
    const events = await names(`SELECT key AS name FROM event ORDER BY id`);
    const snapshots = await names(`SELECT body->>'id' AS name FROM snapshot`);
    const outbox = await names(`SELECT dedupe_key AS name FROM outbox ORDER BY id`);
    const cursors = await names(`SELECT cursor->>'name' AS name FROM feed WHERE kind = 'inbox'`);
    await close();

    expect(events).toEqual(expect.arrayContaining(acknowledged));
    expect(events.length - acknowledged.length).toBeLessThanOrEqual(5);
    expect(outbox).toEqual(events);
    expect([...snapshots].sort()).toEqual([...events].sort());
    expect(cursors).toEqual(events.slice(-1));
  }, 240_000);

  it('refuses a second process with a sentence that says what to do', async () => {
    const storage = await openStorage(options);

    const said = await runAndKill(10, 1);

    expect(said).toEqual([
      `REFUSED ConfigError: Another Forgewatch is running on ${place.dataDir}/embedded: stop it, or give this one another DATA_DIR or a DATABASE_URL.`,
    ]);
    await storage.ping();
    await storage.close();
  }, 120_000);
});
