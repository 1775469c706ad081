/** Who may talk to the one session: a client keeps its turn until its transaction ends; the others queue. */
export class SessionTurns {
  #owner: object | null = null;
  #queue: { readonly client: object; readonly start: () => void }[] = [];

  async acquire(client: object): Promise<void> {
    if (this.#owner === client) return;
    if (this.#owner === null) {
      this.#owner = client;
      return;
    }
    await new Promise<void>((start) => this.#queue.push({ client, start }));
  }

  holds(client: object): boolean {
    return this.#owner === client;
  }

  release(client: object): void {
    if (this.#owner !== client) return;
    const next = this.#queue.shift();
    this.#owner = next?.client ?? null;
    next?.start();
  }

  /** A client that waits no more. */
  forget(client: object): void {
    this.#queue = this.#queue.filter((waiter) => waiter.client !== client);
  }
}
