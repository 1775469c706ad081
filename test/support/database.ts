import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Logger } from '../../src/domain/logger.js';
import type { Clock } from '../../src/domain/time.js';
import { connect, type Connection } from '../../src/storage/connect.js';
import { openStorage, storageOn, type Storage } from '../../src/storage/open-storage.js';

/** A database of the test file's own, with what a test wants to see of it. */
export interface TestDatabase {
  readonly kind: 'embedded' | 'server';
  /** Rows of any statement, past the stores. Never call it inside a commit. */
  sql<Row = Record<string, unknown>>(text: string, parameters?: unknown[]): Promise<Row[]>;
  /** What the storage logged since `open()`. */
  readonly log: readonly LogLine[];
  /** A server's address, for further daemons on the same database; `null` when embedded. */
  url(): string | null;
  /** A storage with another secret key on the same connection. */
  withKey(secretKey: Buffer): Storage;
  /** The connection itself, for tests of what lies below the stores. */
  connection(): Connection;
}

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Gives the suite's storage with every table emptied; `clock` holds until the next call. */
export type OpenEmpty = (clock?: Clock) => Promise<Storage>;

export const TEST_KEY = Buffer.alloc(32, 7);

const run = promisify(execFile);
const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? '';

/**
 * Runs the suite on the embedded database, and on a PostgreSQL server too when `TEST_DATABASE_URL` names one. Each
 * test file gets a database of its own, so that files may run side by side.
 */
export function describeOnEachDatabase(
  name: string,
  suite: (open: OpenEmpty, database: TestDatabase) => void,
): void {
  describe(`${name} (embedded)`, () => runSuite('embedded', suite));
  if (SERVER_URL !== '') {
    describe(`${name} (server)`, () => runSuite('server', suite));
    return;
  }
  describe.skip(`${name} (server)`, () => {
    it('is skipped, because TEST_DATABASE_URL names no PostgreSQL server', () => undefined);
  });
}

function runSuite(
  kind: TestDatabase['kind'],
  suite: (open: OpenEmpty, database: TestDatabase) => void,
): void {
  const lines: LogLine[] = [];
  const logger = recordingLogger(lines);
  let now: Clock = () => new Date();
  const clock: Clock = () => now();
  let place: Place | null = null;
  let connection: Connection | null = null;
  const connected = (): Connection => {
    if (connection === null) throw new Error('The database is open in tests and hooks only.');
    return connection;
  };
  beforeAll(async () => {
    place = kind === 'embedded' ? await embeddedPlace() : await serverPlace();
    const { databaseUrl, dataDir } = place;
    connection = await connect({ databaseUrl, dataDir, secretKey: TEST_KEY, logger, clock });
  }, SLOW_MACHINE_MS);
  afterAll(async () => {
    await connection?.close();
    await place?.remove();
  });
  const open: OpenEmpty = async (scripted = () => new Date()) => {
    now = scripted;
    await connected().db.sql(EMPTY_TABLES);
    lines.length = 0;
    return storageOn(connected(), { secretKey: TEST_KEY, logger, clock });
  };
  suite(open, {
    kind,
    log: lines,
    sql: <Row>(text: string, parameters?: unknown[]) => connected().db.sql<Row>(text, parameters),
    url: () => place?.databaseUrl ?? null,
    withKey: (secretKey) => storageOn(connected(), { secretKey, logger, clock }),
    connection: connected,
  });
}

/** A database starts in two seconds, unless many processes want the processor. */
const SLOW_MACHINE_MS = 120_000;

/** Everything else hangs on these. */
const ROOTS = ['action', 'member', 'chat', 'pending', 'setting', 'role', 'process'];
const EMPTY_TABLES = `WITH ${ROOTS.map((table) => `gone_${table} AS (DELETE FROM ${table})`).join(', ')} SELECT 1`;

export interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** A data directory with a database that is ready to open: a copy of one that is made once on this machine. */
export async function embeddedPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'forgewatch-test-'));
  // The system's own copying takes a fifth of the time of Node's.
  await run('cp', ['-R', `${await seedDirectory()}/.`, dataDir]);
  return { databaseUrl: null, dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

/** A new, empty database on the server of `TEST_DATABASE_URL`. */
export async function serverPlace(): Promise<Place> {
  const name = `forgewatch_test_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'forgewatch-test-'));
  return {
    databaseUrl: url.href,
    dataDir,
    async remove() {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER_URL });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A data directory with an empty database, for copies of it. It is made once on this machine. */
export async function seedDirectory(): Promise<string> {
  const seed = join(tmpdir(), `forgewatch-seed-${await seedFingerprint()}`);
  if (await isDirectory(seed)) return seed;
  const draft = await mkdtemp(join(tmpdir(), 'forgewatch-seed-draft-'));
  const silent = recordingLogger([]);
  const storage = await openStorage({
    databaseUrl: null,
    dataDir: draft,
    secretKey: TEST_KEY,
    logger: silent,
    clock: () => new Date(),
  });
  await storage.close();
  try {
    await rename(draft, seed);
  } catch (error) {
    // Another test file was faster.
    if (!(await isDirectory(seed))) throw error;
    await rm(draft, { recursive: true, force: true });
  }
  return seed;
}

async function seedFingerprint(): Promise<string> {
  const migrations = join(import.meta.dirname, '../../src/storage/migrations');
  const hash = createHash('sha256');
  hash.update(
    await readFile(join(import.meta.dirname, '../../node_modules/@electric-sql/pglite/package.json')),
  );
  for (const file of (await readdir(migrations)).sort()) hash.update(await readFile(join(migrations, file)));
  return hash.digest('hex').slice(0, 16);
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

export function recordingLogger(lines: LogLine[]): Logger {
  const write = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) => {
    lines.push({ level, fields, message });
  };
  const logger: Logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => logger,
  };
  return logger;
}
