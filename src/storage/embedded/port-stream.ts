import { Duplex } from 'node:stream';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { ToDatabase } from './port-messages.js';

type Port = Pick<Worker | MessagePort, 'postMessage'>;

/** A connection to the database's thread that `pg` takes for a socket. */
export class PortStream extends Duplex {
  readonly #id: number;
  readonly #port: Port;
  readonly #onClose: () => void;

  constructor(id: number, port: Port, onClose: () => void) {
    super();
    this.#id = id;
    this.#port = port;
    this.#onClose = onClose;
    this.#post({ kind: 'open', id });
  }

  /** Bytes from the database. */
  receive(bytes: Uint8Array): void {
    this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // The thread pushes; there is nothing to ask for.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#post({ kind: 'data', id: this.#id, bytes: new Uint8Array(chunk) });
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    done();
    // A server would close its side of the socket now.
    this.push(null);
    this.destroy();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#post({ kind: 'close', id: this.#id });
    this.#onClose();
    done(error);
  }

  #post(message: ToDatabase): void {
    this.#port.postMessage(message);
  }
}
