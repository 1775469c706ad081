import type { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { Logger } from '../../domain/logger.js';
import type { DatabaseThreadData, FromDatabase, ToDatabase } from './port-messages.js';
import { PortStream } from './port-stream.js';
import { startThread } from './thread-entry.js';

export interface DatabaseThreadOptions extends DatabaseThreadData {
  readonly log: Logger;
  readonly onFatal: (error: Error) => void;
}

/** The daemon's end of the database's thread. When the thread dies, every connection breaks with it. */
export class DatabaseThread {
  readonly #worker: Worker;
  readonly #options: DatabaseThreadOptions;
  readonly #streams = new Map<number, PortStream>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #isReady = false;
  #isStopping = false;
  #death: Error | null = null;

  private constructor(worker: Worker, options: DatabaseThreadOptions) {
    this.#worker = worker;
    this.#options = options;
    this.#exited = new Promise((resolve) => worker.once('exit', () => resolve()));
  }

  /** Resolves when the database takes connections. */
  static async start(options: DatabaseThreadOptions, spawn = startThread): Promise<DatabaseThread> {
    const data: DatabaseThreadData = { directory: options.directory };
    const thread = new DatabaseThread(spawn('database-thread', { workerData: data }), options);
    await thread.#ready();
    return thread;
  }

  openStream(): Duplex {
    const id = (this.#lastId += 1);
    const stream = new PortStream(id, this.#worker, () => this.#streams.delete(id));
    this.#streams.set(id, stream);
    if (this.#death !== null) stream.destroy(this.#death);
    return stream;
  }

  /** Ends connections, writes a checkpoint and waits for the thread's end. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#worker.postMessage({ kind: 'stop' } satisfies ToDatabase);
    await this.#exited;
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        reject(error);
        this.#die(error);
      };
      this.#worker.on('error', fail);
      this.#worker.on('exit', (code) => {
        if (!this.#isStopping) fail(new Error(`The embedded database's thread ended with code ${code}.`));
      });
      this.#worker.on('message', (message: FromDatabase) => {
        if (message.kind !== 'ready') {
          this.#receive(message);
          return;
        }
        this.#isReady = true;
        resolve();
      });
    });
  }

  #receive(message: FromDatabase): void {
    if (message.kind === 'data') this.#streams.get(message.id)?.receive(message.bytes);
    if (message.kind === 'failed') this.#die(new Error(`The embedded database failed: ${message.message}`));
    if (message.kind === 'upkeep-failed') {
      this.#options.log.warn({ detail: message.message }, 'the embedded database could not be vacuumed');
    }
  }

  #die(error: Error): void {
    if (this.#death !== null || this.#isStopping) return;
    this.#death = error;
    if (!this.#isReady) return;
    this.#options.log.error({ error }, 'the embedded database died');
    for (const stream of this.#streams.values()) stream.destroy(error);
    this.#options.onFatal(error);
  }
}
