import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { JoinedSockets } from '../../support/joined-sockets.js';

/** A port in front of a server that can be closed and opened again: a server that is stopped, as clients see it. */
export class TcpRelay {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #sockets = new JoinedSockets();
  #server: Server | null = null;
  #port = 0;

  constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
  }

  /** The first opening picks the port. */
  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    const server = createServer((client) => this.#sockets.join(client, connect(this.#target)));
    this.#server = server;
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Cuts every connection and refuses new ones. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    this.#sockets.endAll();
    await closed;
  }
}
