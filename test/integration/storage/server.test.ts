import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect as dial, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Logger } from '../../../src/domain/logger.js';
import { openStorage, type Storage } from '../../../src/storage/open-storage.js';
import { recordingLogger, serverPlace, TEST_KEY, type LogLine, type Place } from '../../support/database.js';
import { at, claim, NOON, personWatching } from './fixtures.js';

const hasServer = (process.env['TEST_DATABASE_URL'] ?? '') !== '';
if (!hasServer) {
  describe.skip('a PostgreSQL server', () => {
    it('is skipped, because TEST_DATABASE_URL names no PostgreSQL server', () => undefined);
  });
}

/** A line to the server that can be cut and mended. */
class Line {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  port = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  async mend(): Promise<void> {
    const server = createServer((socket) => {
      const upstream = dial(Number(this.#target.port || 5432), this.#target.hostname);
      for (const side of [socket, upstream]) {
        this.#sockets.add(side);
        side
          .on('error', () => undefined)
          .on('close', () => {
            socket.destroy();
            upstream.destroy();
          });
      }
      socket.pipe(upstream).pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    const closed = new Promise<void>((resolve) =>
      server === null ? resolve() : server.close(() => resolve()),
    );
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }

  url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }
}

(hasServer ? describe : describe.skip)('a PostgreSQL server', () => {
  let place: Place;
  let line: Line;
  let lines: LogLine[];
  let opened: Storage[];

  beforeEach(async () => {
    place = await serverPlace();
    line = new Line(place.databaseUrl ?? '');
    await line.mend();
    lines = [];
    opened = [];
  });

  afterEach(async () => {
    for (const storage of opened) await storage.close();
    await line.cut();
    await place.remove();
  });

  const open = async (
    url: string,
    more: { signal?: AbortSignal; logger?: Logger } = {},
  ): Promise<Storage> => {
    const storage = await openStorage({
      databaseUrl: url,
      dataDir: place.dataDir,
      secretKey: TEST_KEY,
      logger: recordingLogger(lines),
      clock: () => NOON,
      ...more,
    });
    opened.push(storage);
    return storage;
  };

  /** Resolves when the storage says that it waits. */
  const waitingLogger = () => {
    let announce: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (announce = resolve));
    const inner = recordingLogger(lines);
    const logger: Logger = {
      ...inner,
      warn(fields, message) {
        inner.warn(fields, message);
        if (message === 'waiting for the database') announce();
      },
      child: () => logger,
    };
    return { logger, waits };
  };

  it('is waited for when it is not there yet, with a line when the wait begins and one when it ends', async () => {
    await line.cut();
    const { logger, waits } = waitingLogger();

    const opening = open(line.url(), { logger });
    await waits;
    await line.mend();
    const storage = await opening;
    await storage.ping();

    expect(lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'waiting for the database',
    ]);
    expect(lines.filter(({ message }) => message === 'the database answers')).toHaveLength(1);
  });

  it('is waited for no longer than the signal allows', async () => {
    await line.cut();
    const { logger, waits } = waitingLogger();
    const giveUp = new AbortController();

    const opening = open(line.url(), { logger, signal: giveUp.signal });
    await waits;
    giveUp.abort();

    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    await line.mend();
  });

  it('may go away and come back without losing what was under way', async () => {
    const { logger, waits } = waitingLogger();
    const storage = await open(line.url(), { logger });
    await storage.people.settings.set('before', '1');
    await line.cut();

    const writing = storage.people.settings.set('during', '2');
    const enqueuing = personWatching(storage, '5');
    await waits;
    await expect(storage.ping()).rejects.toThrow();
    await line.mend();
    await Promise.all([writing, enqueuing]);

    expect(await storage.people.settings.get('before')).toBe('1');
    expect(await storage.people.settings.get('during')).toBe('2');
    expect(await claim(storage, 0)).toHaveLength(1);
    const told = lines.filter(({ message }) => /waiting for|answers again/.test(message));
    expect(told.map(({ message }) => message)).toEqual([
      'waiting for the database',
      'the database answers again',
    ]);
  });

  it('does a commit again whose connection broke in the middle', async () => {
    const storage = await open(line.url());
    const { account } = await personWatching(storage, '5');
    const [work] = await claim(storage, 0);
    let runs = 0;

    const result = await storage.polls.commit(work!.lease, async (tx) => {
      runs += 1;
      await tx.markRefused();
      if (runs > 1) return;
      await line.cut();
      await line.mend();
      await tx.markRefused();
    });

    expect([result, runs]).toEqual(['committed', 2]);
    expect(await storage.people.accounts.find(account.id)).toMatchObject({ state: 'refused' });
  });

  it('stops waiting when the storage is closed', async () => {
    const { logger, waits } = waitingLogger();
    const storage = await open(line.url(), { logger });
    await line.cut();
    const writing = storage.people.settings.set('during', '2').catch((error: unknown) => error);
    await waits;

    await storage.close();
    opened = [];

    expect(await writing).toMatchObject({ name: 'AbortError' });
    await line.mend();
  });

  it('is migrated once by daemons that start together, and shared by them', async () => {
    const url = place.databaseUrl ?? '';

    const daemons = await Promise.all([open(url), open(url), open(url)]);
    const [first] = daemons;
    for (const person of ['1', '2', '3', '4', '5', '6']) await personWatching(first, person);
    const claims = await Promise.all(
      daemons.map(async (daemon, index) => {
        const mine: string[] = [];
        for (let round = 0; round < 6; round += 1) {
          mine.push(
            ...(await claim(daemon, 0, { owner: `daemon-${index}`, limit: 1 })).map(
              ({ account }) => account.id,
            ),
          );
        }
        return mine;
      }),
    );
    const roles = await Promise.all(
      daemons.map((daemon, index) => daemon.people.roles.hold('poller', `daemon-${index}`, NOON, at(30))),
    );

    expect(claims.flat()).toHaveLength(6);
    expect(new Set(claims.flat()).size).toBe(6);
    expect(roles.filter((held) => held)).toHaveLength(1);
  });

  it('is refused with advice when the address is wrong, and the password is not repeated', async () => {
    const missing = new URL(place.databaseUrl ?? '');
    missing.pathname = '/there_is_no_such_database';
    missing.password = 'hunter2hunter2';

    const opening = open(missing.href);

    await expect(opening).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('Create the database'),
    });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining('hunter2') });
  });
});
