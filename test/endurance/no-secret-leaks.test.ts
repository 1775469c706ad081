import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../simulator/demo/system-clock.js';
import { freePort } from '../support/daemon-metrics.js';
import { startTown, type Town } from '../support/town.js';
import { dumpDatabase } from './database-dump.js';
import { letters, live, Scene, STRANGER } from './leaky-scene.js';
import { filesOf, findSecrets, type Place } from './secret-scan.js';
import { SERVER_URL, ServerDatabase } from '../integration/daemon/server-database.js';

const TIME_LIMIT_MS = 180_000;
const STEP_LIMIT_MS = 60_000;
const FORGES = ['gitlab', 'github'] as const;

let town: Town | null = null;
let database: ServerDatabase | null = null;

afterEach(async () => {
  await town?.close();
  await database?.drop();
  town = null;
  database = null;
}, STEP_LIMIT_MS);

/** Everything that came out of the daemon to where people can read it. */
function visiblePlaces({ town: here, run }: Scene): readonly Place[] {
  const { telegram, servers } = here;
  const calls = telegram.server.log.entries.map(({ url, body }, index) => ({
    name: `Telegram call ${index + 1}: ${url.split('/').at(-1) ?? ''}`,
    content: Buffer.isBuffer(body) ? body : JSON.stringify(body ?? ''),
  }));
  const messages = telegram.world.chats().flatMap(({ id }) =>
    telegram.world
      .messages(id)
      .filter(({ from }) => from === 'bot')
      .map((message) => ({ name: `message ${message.id} in chat ${id}`, content: JSON.stringify(message) })),
  );
  const addresses = FORGES.map((forge) => ({
    name: `addresses asked of ${forge}`,
    content: servers[forge].log.entries.map(({ url }) => url).join('\n'),
  }));
  return [
    { name: 'stdout', content: run.stdout },
    { name: 'stderr', content: run.stderr },
    ...calls,
    ...messages,
    ...addresses,
  ];
}

/** A forge that gets the other's token could read it, too. */
function tokensSentAstray({ town: here }: Scene): readonly string[] {
  return FORGES.flatMap((forge) => {
    const other = forge === 'gitlab' ? 'github' : 'gitlab';
    const foreign = here.people.map(({ tokens }) => tokens[other]);
    return here.servers[forge].log.entries
      .filter(({ headers }) => foreign.some((token) => JSON.stringify(headers).includes(token)))
      .map(({ url }) => `${forge} ${url}`);
  });
}

async function searchAWholeRun(
  here: Town,
  databaseUrl: string | null,
  more: readonly string[],
): Promise<void> {
  const { world, server } = here.telegram;
  world.addPerson({ id: STRANGER, name: 'a stranger' });
  server.faults.add({ path: /\/getMe$/i, fault: { kind: 'reset' }, times: 1 });
  const port = await freePort();
  const run = here.run('data', {
    HTTP_PORT: String(port),
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  });
  const scene = new Scene(here, { run, port }, more);
  await here.ready();
  await live(scene);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  await expect(run.stop()).resolves.toEqual({ code: 0, signal: null });

  const rows = await dumpDatabase({ databaseUrl, dataDir: join(here.directory, 'data') });
  const files = await filesOf(here.directory);
  const visible = [...visiblePlaces(scene), { name: 'metrics', content: metrics }];

  // What is known to be there is found: the places are the right ones, and the search works in each.
  const { login } = here.people[1]!;
  const known = findSecrets([login, here.servers.gitlab.url], [...visible, ...rows, ...files]).map(
    ({ place }) => place,
  );
  expect(known).toContain('stdout');
  expect(known).toEqual(
    expect.arrayContaining([expect.stringMatching(/^message /), expect.stringMatching(/^member row /)]),
  );
  if (databaseUrl === null)
    expect(known).toEqual(expect.arrayContaining([expect.stringMatching(/\/base\//)]));
  expect(rows.filter(({ name }) => name.startsWith('pending row'))).not.toEqual([]);
  expect(rows.filter(({ name }) => name.startsWith('account row'))).toHaveLength(4);

  expect(findSecrets(scene.secrets, [...visible, ...rows, ...files])).toEqual([]);
  expect(tokensSentAstray(scene)).toEqual([]);
  expect(scene.strayRequests).toEqual([]);
}

describe('the search for secrets', () => {
  const token = 'glpat-3b/7f0c2+9aZ_e11d%48"Q';

  it.each([
    ['as it is', token],
    ['cut off', `${token.slice(0, 16)}…`],
    ['without its beginning', token.slice(5)],
    ['in an address', encodeURIComponent(token)],
    ['in JSON', JSON.stringify({ token })],
    ['in hex', Buffer.from(token).toString('hex')],
    ['in base64', Buffer.from(token).toString('base64')],
    ['in basic authentication', Buffer.from(`oauth2:${token}`).toString('base64')],
    ['in a longer base64url', Buffer.from(`{"a":"${token}","b":1}`).toString('base64url')],
  ])('finds a token %s', (_form, text) => {
    expect(
      findSecrets(['unrelated-secret-1', token], [{ name: 'log', content: `before ${text} after` }]),
    ).toContainEqual(expect.objectContaining({ place: 'log', secret: 1 }));
  });

  it('finds nothing where nothing is', () => {
    const content = 'glpat-[secret] was refused; sealed as v1.4yVbqk3n0w==';
    expect(findSecrets([token], [{ name: 'log', content }])).toEqual([]);
  });
});

describe('a whole run of the daemon', () => {
  it(
    'shows no secret in logs, chats, files or rows of the embedded database',
    async () => {
      town = await startTown({ clock: systemClock, people: 4 });
      await searchAWholeRun(town, null, []);
    },
    TIME_LIMIT_MS,
  );

  if (SERVER_URL === '') {
    it.skip('shows none with a server: TEST_DATABASE_URL names no PostgreSQL', () => undefined);
    return;
  }

  it(
    'shows no secret in logs, chats, files or rows of a server',
    async () => {
      town = await startTown({ clock: systemClock, people: 4 });
      database = new ServerDatabase();
      await database.create();
      const password = `database-password-${letters(12)}`;
      await searchAWholeRun(town, database.url(password), [password]);
    },
    TIME_LIMIT_MS,
  );
});
