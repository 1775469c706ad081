import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import type { Logger } from '../domain/logger.js';
import { isConflict, isOutage } from './error-codes.js';
import { Outage } from './outage.js';
import { sqlOf, type Sql } from './sql.js';

const MAX_CONFLICTS = 5;
/** The embedded database has one session: an open transaction stops everybody. */
const SLOW_TRANSACTION_MS = 10_000;

export interface DatabaseOptions {
  readonly source: DataSource;
  readonly kind: 'embedded' | 'server';
  readonly log: Logger;
  /** Ends every wait for a server that is away. */
  readonly signal: AbortSignal;
}

/** What the stores work on: statements and transactions that wait for a server which is away. */
export class Database {
  readonly kind: 'embedded' | 'server';
  readonly #source: DataSource;
  readonly #log: Logger;
  readonly #outage: Outage;
  readonly #inside = new AsyncLocalStorage<{ isOpen: boolean }>();

  constructor(options: DatabaseOptions) {
    this.kind = options.kind;
    this.#source = options.source;
    this.#log = options.log;
    this.#outage = new Outage({ probe: () => this.ping(), log: options.log, signal: options.signal });
  }

  /** Rejects at once when the database does not answer. */
  async ping(): Promise<void> {
    await this.#source.manager.query('SELECT 1');
  }

  /** One statement on its own; it may run twice when the connection breaks under it. */
  readonly sql: Sql = <Row>(text: string, parameters?: readonly unknown[]) =>
    this.#persist(() => sqlOf(this.#source.manager)<Row>(text, parameters));

  /** Repositories outside of any transaction. */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.#persist(() => work(this.#source.manager));
  }

  /**
   * All of `work` or nothing. It may run more than once (deadlock, lost connection), so that its only effects
   * must be statements of the `sql` it gets.
   */
  transaction<T>(work: (sql: Sql, manager: EntityManager) => Promise<T>): Promise<T> {
    return this.#persist(() => this.#runTransaction(work));
  }

  async #runTransaction<T>(work: (sql: Sql, manager: EntityManager) => Promise<T>): Promise<T> {
    const scope = { isOpen: true };
    const watchdog = setTimeout(() => {
      this.#log.warn({ seconds: SLOW_TRANSACTION_MS / 1_000 }, 'a database transaction stays open');
    }, SLOW_TRANSACTION_MS);
    watchdog.unref();
    try {
      return await this.#source.transaction((manager) =>
        this.#inside.run(scope, () => work(sqlOf(manager), manager)),
      );
    } finally {
      scope.isOpen = false;
      clearTimeout(watchdog);
    }
  }

  async #persist<T>(work: () => Promise<T>): Promise<T> {
    this.#refuseNesting();
    for (let conflicts = 0; ;) {
      try {
        return await work();
      } catch (error) {
        if (isConflict(error) && conflicts < MAX_CONFLICTS) {
          conflicts += 1;
          continue;
        }
        if (this.kind === 'embedded' || !isOutage(error)) throw error;
        await this.#outage.wait(error);
      }
    }
  }

  /** On the embedded database such a query would wait for its own transaction for ever; so it fails everywhere. */
  #refuseNesting(): void {
    if (this.#inside.getStore()?.isOpen !== true) return;
    throw new Error('Inside a transaction only the transaction itself may query the database.');
  }
}
