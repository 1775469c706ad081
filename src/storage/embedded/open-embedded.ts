import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { ConfigError } from '../../domain/errors.js';
import type { Logger } from '../../domain/logger.js';
import { codeOf } from '../error-codes.js';
import { DatabaseThread } from './thread-client.js';
import { lockDirectory } from './directory-lock.js';
import { initialise } from './initialise.js';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
  readonly onFatal?: (error: Error) => void;
}

export interface Engine {
  /** A new connection, for `pg`'s `stream` option. */
  openStream(): Duplex;
  close(): Promise<void>;
}

/** Locks the data directory, creates the database where there is none, and starts it in a thread of its own. */
export async function openEmbedded({ dataDir, log, onFatal }: EmbeddedOptions): Promise<Engine> {
  const home = join(dataDir, 'embedded');
  await makeDirectory(dataDir);
  const lock = await lockDirectory(home);
  try {
    const directory = join(home, 'postgres');
    await initialise(directory, log);
    const thread = await DatabaseThread.start({ directory, log, onFatal: onFatal ?? (() => undefined) });
    return {
      openStream: () => thread.openStream(),
      async close() {
        await thread.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ConfigError([
      `DATA_DIR ${path} cannot be made (${codeOf(error) ?? 'unknown reason'}): it must be a directory that Forgewatch may write to.`,
    ]);
  }
}
