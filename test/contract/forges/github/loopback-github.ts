import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  status: number;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** The connection breaks after this many bytes. */
  readonly breakAfter?: number;
}

export type Handler = (request: SeenRequest) => Reply;

/** A little of api.github.com on loopback: what a test says, with ETags, `If-Modified-Since` and a request log. */
export class LoopbackGithub {
  readonly requests: SeenRequest[] = [];
  /** The server's clock. */
  now = new Date('2026-01-01T12:00:00Z');
  readonly #handlers = new Map<string, Handler>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const url = new URL(incoming.url ?? '/', 'http://loopback');
      const request: SeenRequest = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        status: 0,
      };
      this.requests.push(request);
      const reply = this.#answer(request);
      request.status = reply.status ?? 200;
      outgoing.writeHead(request.status, reply.headers);
      const body = typeof reply.body === 'string' ? reply.body : '';
      if (reply.breakAfter === undefined) outgoing.end(body);
      else outgoing.write(body.slice(0, reply.breakAfter), () => incoming.socket.destroy());
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers `GET path` from now on. */
  on(path: string, handler: Handler): void {
    this.#handlers.set(path, handler);
  }

  /** Answers with the whole list, page by page. */
  list(path: string, items: (query: URLSearchParams) => readonly unknown[], key?: string): void {
    this.on(path, ({ query }) => {
      const perPage = Number(query.get('per_page') ?? 30);
      const page = Number(query.get('page') ?? 1);
      const all = items(query);
      const slice = all.slice((page - 1) * perPage, page * perPage);
      const next =
        page * perPage < all.length ? { link: `<${this.url}${path}?page=${page + 1}>; rel="next"` } : {};
      return { headers: next, body: key === undefined ? slice : { total_count: all.length, [key]: slice } };
    });
  }

  forget(path: string): void {
    this.#handlers.delete(path);
  }

  /** `status path` of what came since the last call. */
  takeLog(): readonly string[] {
    return this.requests.splice(0).map(({ status, path }) => `${status} ${path}`);
  }

  #answer(request: SeenRequest): Reply {
    const handler = this.#handlers.get(request.path);
    const base = {
      date: this.now.toUTCString(),
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-limit': '5000',
    };
    if (handler === undefined) return asJson(404, base, { message: 'Not Found' });
    const reply = handler(request);
    const status = reply.status ?? 200;
    if (status !== 200)
      return { ...asJson(status, { ...base, ...reply.headers }, reply.body), ...rest(reply) };
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    const etag = `W/"${createHash('sha1').update(text).digest('hex')}"`;
    const headers = { ...base, etag, ...reply.headers };
    const isSame =
      request.headers['if-none-match'] === etag ||
      (reply.headers?.['last-modified'] !== undefined &&
        request.headers['if-modified-since'] === reply.headers['last-modified']);
    if (isSame) return { status: 304, headers };
    return { ...asJson(200, headers, text), ...rest(reply) };
  }
}

function asJson(status: number, headers: Readonly<Record<string, string>>, body: unknown): Reply {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: text };
}

function rest(reply: Reply): Pick<Reply, 'breakAfter'> {
  return reply.breakAfter === undefined ? {} : { breakAfter: reply.breakAfter };
}
