import { afterEach, describe, expect, it } from '@jest/globals';
import type { DaemonProcess } from '../../simulator/demo/daemon-process.js';
import { systemClock } from '../../simulator/demo/system-clock.js';
import { embeddedPlace, type Place, serverPlace } from '../../support/database.js';
import { startTown, type Town } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';
import { doings, FORGES, type Doing, type ForgeName } from './doings.js';

const TIME_LIMIT_MS = 180_000;
/** Shorter than a request waits for its answer. */
const AMID_LIMIT_MS = 18_000;
const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? '';
const towns: Town[] = [];
const places: Place[] = [];

afterEach(async () => {
  await Promise.all(towns.splice(0).map((town) => town.close()));
  await Promise.all(places.splice(0).map((place) => place.remove()));
}, 60_000);

async function arrive(here: Town, daemon: DaemonProcess): Promise<void> {
  daemon.start();
  await here.ready();
}

/** Links what each needs. */
async function linkAll(here: Town, all: readonly Doing[]): Promise<void> {
  await Promise.all(all.map(({ forge, who }) => here.ask(who, `/token ${who.tokens[forge]}`, /Linked!/)));
}

/** Starts it again; Telegram delivers once more what was not confirmed. */
async function killAndReturn(here: Town, daemon: DaemonProcess): Promise<void> {
  await daemon.stop('SIGKILL');
  for (const server of [here.servers.gitlab, here.servers.github, here.telegram.server])
    server.faults.clear();
  await arrive(here, daemon);
}

/** Each was done once, each person reads what is true, and finds it once in the record. */
async function expectOnceEach(here: Town, expected: ReadonlyMap<Doing, RegExp>): Promise<void> {
  const { world } = here.telegram;
  for (const [{ who }, answer] of expected) {
    const what = `${who.login} to hear ${String(answer)}`;
    const hears = (): boolean => world.botMessages(who.id).some(({ text }) => answer.test(text));
    await world.waitFor(hears, { what, timeoutMs: 60_000 });
  }
  const all = [...expected.keys()];
  expect(await Promise.all(all.map((one) => one.times()))).toEqual(all.map(() => 1));
  const parts = all.flatMap((one) => (one.isWhole === undefined ? [] : [one.isWhole()]));
  expect(await Promise.all(parts)).not.toContain(false);
  // The operator is shown everybody's.
  const [operator] = here.people;
  const { text, buttons } = await here.ask(operator!, '/history', /What was done from here/);
  expect(text.split('\n').slice(1)).toHaveLength(all.length);
  expect(buttons).toEqual([]);
}

interface Scene {
  readonly here: Town;
  readonly daemon: DaemonProcess;
  readonly all: readonly Doing[];
}

/** Ten people with one account each, all about to do something. */
async function settle(place: Place): Promise<Scene> {
  places.push(place);
  const here = await startTown({ clock: systemClock, people: 10 });
  towns.push(here);
  const { databaseUrl, dataDir } = place;
  const settings = { DATA_DIR: dataDir, ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) };
  const daemon = here.daemon('data', settings);
  await arrive(here, daemon);
  const all = doings(here);
  await linkAll(here, all);
  await Promise.all(all.map((one) => one.approach()));
  return { here, daemon, all };
}

/**
 * One forge has done what it was asked, and its answers are on the way; the other's came and were written down, and
 * nobody has heard of them.
 */
async function killAmid(mute: ForgeName, place: Place): Promise<void> {
  const { here, daemon, all } = await settle(place);
  const unanswered = all.filter(({ forge }) => forge === mute);
  const untold = all.filter(({ forge }) => forge !== mute);
  for (const { request } of unanswered)
    here.servers[mute].faults.add({ ...request, fault: { kind: 'mute' } });
  const { faults, log } = here.telegram.server;
  const words = /editMessageText|sendMessage/;
  faults.add({ path: words, fault: { kind: 'silence' } });
  const before = log.total;
  const spoken = (): number => log.entries.slice(before).filter(({ url }) => words.test(url)).length;
  all.forEach((one) => one.act());
  const areAmid = async (): Promise<boolean> => {
    const times = await Promise.all(unanswered.map((one) => one.times()));
    return times.every((count) => count === 1) && spoken() >= untold.length;
  };
  await waitUntil(areAmid, 'everybody to be amid it', AMID_LIMIT_MS);

  await killAndReturn(here, daemon);

  const lost = unanswered.map((one) => [one, one.lost] as const);
  const told = untold.map((one) => [one, one.told] as const);
  await expectOnceEach(here, new Map([...lost, ...told]));
}

describe('a daemon that is killed amid what people do', () => {
  it(
    'does it once and says what is true, on the embedded database',
    async () => killAmid('gitlab', await embeddedPlace()),
    TIME_LIMIT_MS,
  );

  if (SERVER_URL === '') {
    it.skip('does so on a server: TEST_DATABASE_URL names no PostgreSQL', () => undefined);
    return;
  }

  it(
    'does it once and says what is true, on a server',
    async () => {
      await Promise.all(FORGES.map(async (mute) => killAmid(mute, await serverPlace())));
    },
    TIME_LIMIT_MS,
  );
});
