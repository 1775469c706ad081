import type { Logger } from '../domain/logger.js';
import type { OutboxStore } from '../domain/ports/outbox-store.js';
import type { PeopleStores } from '../domain/ports/people-store.js';
import type { PollStore } from '../domain/ports/poll-store.js';
import type { ReactionStore } from '../domain/ports/reaction-store.js';
import type { Clock } from '../domain/time.js';
import { connect, type Connection } from './connect.js';
import { createStores } from './create-stores.js';
import { Vault } from './vault.js';

export interface StorageOptions {
  /** `null`: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** 32 bytes, from `loadSecretKey`. */
  readonly secretKey: Buffer;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Gives up waiting for a server that is not there. */
  readonly signal?: AbortSignal;
  /** The embedded database died under the daemon: every call fails from now on, and only a restart helps. */
  readonly onFatal?: (error: Error) => void;
}

export interface Storage {
  readonly polls: PollStore;
  readonly outbox: OutboxStore;
  readonly people: PeopleStores;
  readonly reactions: ReactionStore;
  readonly kind: 'embedded' | 'server';
  /** Rejects at once when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its schema up to date. While a server is away every call waits for it, except
 * `ping`. Throws `ConfigError` for what only the operator can mend: a wrong address, a directory in use.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  return storageOn(await connect(options), options);
}

export function storageOn(
  connection: Connection,
  options: Pick<StorageOptions, 'secretKey' | 'logger' | 'clock'>,
): Storage {
  const { db } = connection;
  return {
    ...createStores({ db, vault: new Vault(options.secretKey, options.logger), clock: options.clock }),
    kind: db.kind,
    ping: () => db.ping(),
    close: () => connection.close(),
  };
}
