import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { ConfigError } from '../domain/errors.js';
import type { Logger } from '../domain/logger.js';
import { createDataSource } from './data-source.js';
import { codeOf, isConnectionLoss } from './error-codes.js';
import { Database } from './database.js';
import { freeLeases } from './embedded/free-leases.js';
import { openEmbedded } from './embedded/open-embedded.js';
import { migrate } from './migrate.js';
import type { StorageOptions } from './open-storage.js';

export interface Connection {
  readonly db: Database;
  readonly source: DataSource;
  close(): Promise<void>;
}

/** How far apart the attempts to reach a server get. */
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

export function connect(options: StorageOptions): Promise<Connection> {
  const { databaseUrl } = options;
  return databaseUrl === null ? connectEmbedded(options) : connectServer(databaseUrl, options);
}

async function connectEmbedded(options: StorageOptions): Promise<Connection> {
  const { dataDir, logger: log, onFatal } = options;
  const engine = await openEmbedded({ dataDir, log, ...(onFatal === undefined ? {} : { onFatal }) });
  const source = createDataSource({ kind: 'embedded', stream: () => engine.openStream() }, log);
  try {
    await source.initialize();
    await migrate(source);
    await freeLeases(source);
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    await engine.close();
    throw error;
  }
  return {
    db: new Database({ source, kind: 'embedded', log, signal: new AbortController().signal }),
    source,
    close: async () => {
      await source.destroy();
      await engine.close();
    },
  };
}

async function connectServer(url: string, options: StorageOptions): Promise<Connection> {
  const { logger: log } = options;
  const closing = new AbortController();
  const signal =
    options.signal === undefined ? closing.signal : AbortSignal.any([options.signal, closing.signal]);
  const source = await waitForServer(url, log, signal);
  return {
    db: new Database({ source, kind: 'server', log, signal }),
    source,
    close: async () => {
      closing.abort(new Error('The storage is closed.'));
      await source.destroy();
    },
  };
}

/** Opens and migrates; one line when it has to wait and one when the wait is over. */
async function waitForServer(url: string, log: Logger, signal: AbortSignal): Promise<DataSource> {
  for (
    let delayMs = FIRST_DELAY_MS, attempts = 1;
    ;
    attempts += 1, delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)
  ) {
    signal.throwIfAborted();
    try {
      const source = await openServer(url, log);
      if (attempts > 1) log.info({ attempts }, 'the database answers');
      return source;
    } catch (error) {
      if (!isConnectionLoss(error)) throw explain(error);
      if (attempts === 1) log.warn({ code: codeOf(error) }, 'waiting for the database');
    }
    await delay(delayMs, undefined, { signal });
  }
}

async function openServer(url: string, log: Logger): Promise<DataSource> {
  const source = createDataSource({ kind: 'server', url }, log);
  try {
    await source.initialize();
    await migrate(source);
    return source;
  } catch (error) {
    if (source.isInitialized) await source.destroy();
    throw error;
  }
}

/** Refusals that a person must mend; the address stays out of the text, because it holds a password. */
function explain(error: unknown): unknown {
  const advice = ADVICE[codeOf(error) ?? ''];
  if (advice === undefined || !(error instanceof Error)) return error;
  return new ConfigError([`DATABASE_URL: ${error.message}. ${advice}`]);
}

const ADVICE: Readonly<Record<string, string>> = {
  '28P01': 'Check user and password.',
  '28000': 'Check the user, and what the server allows it in pg_hba.conf.',
  '3D000': 'Create the database first.',
  '42501': 'The user must be allowed to create tables in the schema.',
};
