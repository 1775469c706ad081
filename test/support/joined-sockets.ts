import type { Socket } from 'node:net';

/** Pairs of connections: what one of a pair hears the other says, and they end together. */
export class JoinedSockets {
  readonly #all = new Set<Socket>();

  join(client: Socket, server: Socket): void {
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#all.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#all.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  endAll(): void {
    for (const socket of this.#all) socket.destroy();
  }
}
