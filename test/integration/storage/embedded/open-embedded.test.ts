import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import { fsyncSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import pg from 'pg';
import { DurableNodeFS } from '../../../../src/storage/embedded/durable-fs.js';
import { lockDirectory } from '../../../../src/storage/embedded/directory-lock.js';
import { DatabaseThread } from '../../../../src/storage/embedded/thread-client.js';
import { startThread } from '../../../../src/storage/embedded/thread-entry.js';
import { openStorage } from '../../../../src/storage/open-storage.js';
import {
  embeddedPlace,
  recordingLogger,
  TEST_KEY,
  type LogLine,
  type Place,
} from '../../../support/database.js';

describe('the embedded database', () => {
  let home: string;
  let place: Place;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'forgewatch-test-'));
    place = await embeddedPlace();
  }, 120_000);

  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
    await place.remove();
  });

  it('is created where there is none, readable for its owner alone, and keeps nothing reserved for a process that is gone', async () => {
    const dataDir = join(home, 'a directory that is not there yet');
    const lines: LogLine[] = [];
    const options = {
      databaseUrl: null,
      dataDir,
      secretKey: TEST_KEY,
      logger: recordingLogger(lines),
      clock: () => new Date(),
    };

    const storage = await openStorage(options);
    await storage.people.settings.set('name', 'value');
    await storage.people.roles.hold('telegram-poll', 'killed', new Date(), new Date(Date.now() + 60_000));
    await storage.close();
    const again = await openStorage(options);

    expect(await again.people.settings.get('name')).toBe('value');
    const mayPoll = again.people.roles.hold(
      'telegram-poll',
      'next',
      new Date(),
      new Date(Date.now() + 60_000),
    );
    expect(await mayPoll).toBe(true);
    expect(again.kind).toBe('embedded');
    await again.close();
    const modes = ['', 'embedded', 'embedded/postgres'].map(
      async (part) => (await stat(join(dataDir, part))).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o700, 0o700, 0o700]);
    expect(lines.filter((line) => line.message.startsWith('creating'))).toHaveLength(1);
  }, 120_000);

  it('locks a directory whose path is too long for a socket', async () => {
    const deep = join(home, 'd'.repeat(60), 'e'.repeat(60));
    const lock = await lockDirectory(deep);

    await expect(lockDirectory(deep)).rejects.toThrow('Another Forgewatch is running');
    await lock.release();
    await (await lockDirectory(deep)).release();
  });

  it('flushes every commit to the disk', async () => {
    let flushes = 0;
    const fs = new DurableNodeFS(join(place.dataDir, 'embedded/postgres'), (descriptor) => {
      fsyncSync(descriptor);
      flushes += 1;
    });
    const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
    const db = await PGlite.create({ fs, startParams: [...startParams, '-c', 'wal_sync_method=fsync'] });
    await db.exec('CREATE TABLE flushed (n integer)');
    const before = flushes;

    for (let n = 0; n < 10; n += 1) await db.query('INSERT INTO flushed VALUES ($1)', [n]);
    const after = flushes;
    await db.close();

    expect(after - before).toBeGreaterThanOrEqual(10);
  }, 120_000);

  it('breaks every connection and tells its owner when its thread dies', async () => {
    const lines: LogLine[] = [];
    const deaths: Error[] = [];
    let worker: Worker | null = null;
    const thread = await DatabaseThread.start(
      {
        directory: join(place.dataDir, 'embedded/postgres'),
        log: recordingLogger(lines),
        onFatal: (error) => deaths.push(error),
      },
      (name, options) => (worker = startThread(name, options)),
    );
    const pool = new pg.Pool({
      stream: () => thread.openStream(),
      user: 'postgres',
      database: 'postgres',
      max: 4,
    });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query('BEGIN');
    const waiting = pool.query('SELECT 1').catch((error: unknown) => error);

    await worker!.terminate();

    expect(await waiting).toBeInstanceOf(Error);
    await expect(client.query('COMMIT')).rejects.toThrow();
    await expect(pool.query('SELECT 1')).rejects.toThrow('thread ended');
    expect(deaths).toHaveLength(1);
    expect(lines.map((line) => [line.level, line.message])).toEqual([
      ['error', 'the embedded database died'],
    ]);
    client.release(true);
    await pool.end();
    await thread.stop();
  }, 120_000);

  it('says what is wrong when it cannot start', async () => {
    const options = {
      directory: join(home, 'nothing', 'here'),
      log: recordingLogger([]),
      onFatal: () => undefined,
    };

    await expect(DatabaseThread.start(options)).rejects.toThrow(/ENOENT/);
  }, 120_000);
});
