import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Logger } from '../../src/domain/logger.js';
import type { Clock } from '../../src/domain/time.js';
import { connect } from '../../src/storage/connect.js';
import { storageOn, type Storage } from '../../src/storage/open-storage.js';
import { loadSecretKey } from '../../src/storage/secret-key.js';
import type { Sql } from '../../src/storage/sql.js';

export const SECRET_KEY = 'a passphrase for benchmarks only';

/** A place for one database: an empty directory, or an empty database of a server. */
export interface Place {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  remove(): Promise<void>;
}

export interface BenchStorage {
  readonly storage: Storage;
  /** Any statement, past the stores. */
  readonly sql: Sql;
}

export async function makePlace(serverUrl: string | null): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'forgewatch-bench-'));
  const removeDirectory = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  if (serverUrl === null) return { databaseUrl: null, dataDir, remove: removeDirectory };
  const name = `forgewatch_bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.href,
    dataDir,
    async remove() {
      await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await removeDirectory();
    },
  };
}

export async function openBenchStorage(
  place: Place,
  { logger, clock }: { readonly logger: Logger; readonly clock: Clock },
): Promise<BenchStorage> {
  const secretKey = await loadSecretKey(SECRET_KEY, place.dataDir);
  const connection = await connect({ ...place, secretKey, logger, clock });
  return {
    storage: storageOn(connection, { secretKey, logger, clock }),
    sql: connection.db.sql,
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
