import type { ServerResponse } from 'node:http';

/** Server-sent events to every open page. */
export class LiveFeed {
  readonly #pages = new Set<ServerResponse>();

  add(page: ServerResponse): void {
    page.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    page.on('error', () => this.#pages.delete(page));
    page.on('close', () => this.#pages.delete(page));
    this.#pages.add(page);
  }

  send(name: string, data: unknown, page?: ServerResponse): void {
    const text = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const one of page === undefined ? this.#pages : [page]) one.write(text);
  }

  close(): void {
    for (const page of this.#pages) page.end();
    this.#pages.clear();
  }
}
