import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../simulator/demo/system-clock.js';
import { countBaselines, freePort } from '../support/daemon-metrics.js';
import type { DaemonRun } from '../support/daemon-run.js';
import { startTown, type Town, type Townsman } from '../support/town.js';
import { waitUntil } from '../support/wait-until.js';
import { BrokenFeed, failPipeline, type ForgeKind, timesToldOfFailure } from './broken-feed.js';
import { type Row, tableOf } from './fault-table.js';
import { countFeeds } from '../support/count-feeds.js';

const STEP_LIMIT_MS = 60_000;
/** A limit without a time to wait holds for a minute. */
const RECOVERY_LIMIT_MS = 150_000;
const TIME_LIMIT_MS = 300_000;
/** As many as may link their accounts in the first minute. */
const PEOPLE = 10;
/** Everybody watches one project on each forge; the 15 cases of each forge come as a further one. */
const FEEDS =
  PEOPLE * (countFeeds('gitlab') + countFeeds('github')) +
  15 * (countFeeds('gitlab', 2) - countFeeds('gitlab') + countFeeds('github', 2) - countFeeds('github'));
const FORGES = ['gitlab', 'github'] as const;

/**
 * Of a feed that is read each second or so when it is busy. The interval is 5 s: after failures the feed is read 10, 20
 * and 40 s later.
 */
const MOST_REQUESTS_WHILE_BROKEN = 6;

let town: Town;
let daemon: DaemonRun;
let elsewhere: Server;
let feeds: readonly BrokenFeed[] = [];
/** News from healthy feeds that were not told yet when the last fault ended. */
let lateNews: readonly string[] = [];
const straySeen: string[] = [];

const holdsWholeAccount = ({ duty, holdsAccount }: Row): boolean =>
  duty === 'renew-token' || holdsAccount === true;

const isHeld = (person: Townsman, forge: ForgeKind): boolean =>
  feeds.some((feed) => feed.person === person && feed.forge === forge && holdsWholeAccount(feed.row));

const healthyNews = (person: Townsman, forge: ForgeKind): string => `healthy-${forge}-${person.login}`;

/** Whoever's whole account is held has nothing else there; on the two forges each has different faults. */
function settle(rows: readonly Row[]): readonly BrokenFeed[] {
  const alone = rows.filter(holdsWholeAccount);
  const others = rows.filter((row) => !holdsWholeAccount(row));
  const owners = new Map([
    ...alone.map((row, index) => [row, index] as const),
    ...others.map((row, index) => [row, alone.length + (index % (PEOPLE - alone.length))] as const),
  ]);
  return rows.flatMap((row) =>
    FORGES.map((forge) => {
      const index = (owners.get(row)! + (forge === 'gitlab' ? 0 : PEOPLE / 2)) % PEOPLE;
      return new BrokenFeed(town, row, forge, town.people[index]!);
    }),
  );
}

async function moveIn(port: number): Promise<void> {
  await town.moveIn();
  await Promise.all(
    feeds.map(({ forge, person, project }) =>
      town.ask(person, `/watch ${town.servers[forge].url}/${project}`, new RegExp(`I watch ${project}`)),
    ),
  );
  await waitUntil(
    async () => (await countBaselines(port)) >= FEEDS,
    'the first read of every feed, which is silent',
    STEP_LIMIT_MS,
  );
}

/** Breaks every feed at once, lets things happen, and mends each when its fault has lasted long enough. */
async function breakForAWhile(): Promise<void> {
  for (const forge of FORGES) town.servers[forge].log.clear();
  for (const feed of feeds) feed.break();
  for (const feed of feeds) feed.fail(feed.meanwhile);
  for (const person of town.people) {
    for (const forge of FORGES) {
      const project = town.projects[forge];
      failPipeline(town, { forge, project }, person, healthyNews(person, forge));
    }
  }
  const brokenAt = Date.now();
  await askForALook((row) => row.duty === 'regain-access' || row.name === '429-bare');
  await waitUntil(
    () => {
      for (const feed of feeds) {
        if (feed.isBroken && feed.hasLastedLongEnough(Date.now() - brokenAt)) feed.mend();
      }
      return feeds.every(({ isBroken }) => !isBroken);
    },
    'the faults to have lasted long enough',
    STEP_LIMIT_MS,
    () => listOf(feeds.filter(({ isBroken }) => isBroken)),
  );
  lateNews = missingHealthyNews();
}

/** A new token makes all feeds of its account due; some of what follows takes its time, and begins sooner so. */
async function askForALook(wanted: (row: Row) => boolean): Promise<void> {
  const accounts = feeds.filter(({ row }) => wanted(row));
  await Promise.all(
    accounts.map(({ person, forge }) => town.ask(person, `/token ${person.tokens[forge]}`, /new token of/)),
  );
}

/** Healthy feeds of everybody, except where a whole account has to wait. */
function missingHealthyNews(): readonly string[] {
  return town.people.flatMap((person) =>
    FORGES.filter((forge) => !isHeld(person, forge))
      .map((forge) => healthyNews(person, forge))
      .filter((ref) => timesToldOfFailure(town, person, ref) === 0),
  );
}

/** People do what they were asked to; everything else mends itself. */
async function recover(): Promise<void> {
  await askForALook(({ duty }) => duty !== 'none');
  const isUpToDate = (feed: BrokenFeed): boolean =>
    feed.told(feed.meanwhile) > 0 && feed.told(healthyNews(feed.person, feed.forge)) > 0;
  await waitUntil(
    () => feeds.every(isUpToDate),
    'all news',
    RECOVERY_LIMIT_MS,
    () => listOf(feeds.filter((feed) => !isUpToDate(feed))),
  );
  for (const feed of feeds) feed.fail(feed.afterwards);
  await waitUntil(
    () => feeds.every((feed) => feed.told(feed.afterwards) > 0),
    'news from the mended feeds',
    STEP_LIMIT_MS,
  );
  for (const forge of FORGES) town.servers[forge].log.clear();
  await waitUntil(
    () => feeds.every((feed) => feed.wasReadWell()),
    'another look at every feed',
    STEP_LIMIT_MS,
  );
}

const listOf = (some: readonly BrokenFeed[]): string =>
  some.map(({ forge, row }) => `${forge} ${row.name}`).join(', ');

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    straySeen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('content-type', 'application/json').end('[]');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  town = await startTown({ clock: systemClock, people: PEOPLE });
  feeds = settle(tableOf(elsewhereUrl()));
  const port = await freePort();
  daemon = town.run('faults', { HTTP_PORT: String(port) });
  await town.ready();
  await moveIn(port);
  await breakForAWhile();
  await recover();
}, TIME_LIMIT_MS);

afterAll(async () => {
  elsewhere.close();
  await town.close();
}, STEP_LIMIT_MS);

const elsewhereUrl = (): string => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
const names = tableOf('http://elsewhere').map(({ name }) => name);

describe.each(FORGES)('a feed that %s answers badly', (forge) => {
  const find = (name: string): BrokenFeed =>
    feeds.find((feed) => feed.forge === forge && feed.row.name === name)!;

  it.each(names)('is read less and less often while it lasts: %s', (name) => {
    const { requestsWhileBroken } = find(name);

    expect(requestsWhileBroken).toBeGreaterThan(0);
    expect(requestsWhileBroken).toBeLessThanOrEqual(MOST_REQUESTS_WHILE_BROKEN);
  });

  it.each(names)('tells what happened meanwhile exactly once: %s', (name) => {
    const feed = find(name);

    expect(feed.told(feed.meanwhile)).toBe(1);
    expect(feed.told(feed.afterwards)).toBe(1);
    expect(feed.told(healthyNews(feed.person, forge))).toBe(1);
  });

  it.each(names)('bothers its owner once at most, and only where they must act: %s', (name) => {
    const { notices, row, person } = find(name);
    const renewals = feeds.filter((other) => other.forge === forge && other.person === person);
    const mustRenew = renewals.some((other) => other.row.duty === 'renew-token');

    expect(notices).toEqual({
      refused: mustRenew ? 1 : 0,
      lost: row.duty === 'regain-access' ? 1 : 0,
      regained: row.duty === 'regain-access' ? 1 : 0,
    });
  });
});

describe('while one feed is broken', () => {
  it('the other feeds, forges and people hear their news', () => {
    expect(lateNews).toEqual([]);
  });

  it('the log names each trouble when it begins and when it is over', () => {
    const began = daemon.logged('feed cannot be read');
    const ended = daemon.logged('feed reads well again');
    const nameOf = ({ forge, projectId }: Readonly<Record<string, unknown>>): string =>
      `${String(forge)} ${String(projectId)}`;
    const named = new Set(began.map(nameOf));
    // A refused token ends the account, and a limit holds it: each is logged as such.
    const own = feeds.filter(({ row }) => !holdsWholeAccount(row));

    expect([...named]).toEqual(
      expect.arrayContaining(
        own.map(({ forge, projectId }) => nameOf({ forge: town.servers[forge].url, projectId })),
      ),
    );
    expect(new Set(ended.map(nameOf))).toEqual(named);
    expect(daemon.logged('forge refuses the token')).toHaveLength(2);
    const limited = daemon.logged('forge asks for patience').map(({ whose }) => whose);
    expect(new Set(limited).size).toBe(feeds.filter(({ row }) => row.holdsAccount === true).length);
    expect(daemon.logged('delivery failed')).toEqual([]);
  });

  it(
    'no other host is ever asked, and no token leaves for it',
    async () => {
      const person = town.people.at(-1)!;
      for (const forge of FORGES) {
        const token = person.tokens[forge];
        const location = `${elsewhereUrl()}/api?private_token=${token}`;
        for (const status of [301, 302, 303, 307, 308]) {
          const fault = { kind: 'status', status, headers: { location } } as const;
          const mend = town.servers[forge].faults.add({ path: /\/(?:user|self)\b/, fault });
          await town.ask(person, `/token ${token}`, /sent me to another address/);
          mend();
        }
      }

      expect(straySeen).toEqual([]);
    },
    STEP_LIMIT_MS,
  );
});
