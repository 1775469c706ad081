import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SERVER_URL, ServerDatabase } from '../integration/daemon/server-database.js';
import { systemClock } from '../simulator/demo/system-clock.js';
import { firstReads } from '../support/first-reads.js';
import { Happenings, seededRandom } from '../support/happenings.js';
import { startTown } from '../support/town.js';
import { waitUntil } from '../support/wait-until.js';

const ROUNDS = 150;
/** So many ends come within a second of each other. */
const ENDS = 6;
const NEWS_LIMIT_MS = 120_000;
/** The bot takes 30 messages of a person in a minute, and three ask by turns. */
const PAUSE_MS = 400;
const random = seededRandom(7);

const suite = SERVER_URL === '' ? describe.skip : describe;

suite('a daemon whose connections are ended (skipped where TEST_DATABASE_URL names no server)', () => {
  it(`answers after each of ${ROUNDS * ENDS} ends, and finds no fault in itself or in the forges`, async () => {
    const database = new ServerDatabase();
    await database.create();
    const town = await startTown({ clock: systemClock, people: 3 });
    const daemon = town.run('ended', { DATABASE_URL: database.url() });
    try {
      await town.ready();
      await town.moveIn();
      await firstReads(town);
      const happenings = new Happenings(town, seededRandom(11));
      for (let round = 0; round < ROUNDS; round += 1) {
        // More than a few in a minute would be summed up.
        if (round % 5 === 0) happenings.makeOne();
        for (let end = 0; end < ENDS; end += 1) {
          await database.endConnections();
          await delay(random() * 200);
        }
        await delay(PAUSE_MS);
        const person = town.people[round % town.people.length]!;
        await town.ask(person, '/watches', /watches 2 projects/);
      }
      await waitUntil(
        () => happenings.tally().missing.length === 0,
        'all news',
        NEWS_LIMIT_MS,
        () => happenings.tally().missing.join(', '),
      );

      expect(daemon.output).not.toMatch(/"level":"error"|bad-reply|something went wrong/);
      await expect(daemon.stop()).resolves.toEqual({ code: 0, signal: null });
    } finally {
      await daemon.stop('SIGKILL');
      await town.close();
      await database.drop();
    }
  }, 900_000);
});
