import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../domain/logger.js';
import type { Secret } from '../domain/secret.js';
import { SECOND } from '../domain/time.js';
import type { HealthReport } from './health.js';

export interface HttpServer {
  /** The port that was taken; useful when 0 was asked for. */
  readonly port: number;
  close(): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** What `/readyz` and `/metrics` want to see; `null`: nothing. */
  readonly token: Secret | null;
  readonly checkHealth: () => Promise<HealthReport>;
  readonly renderMetrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  /** Answers every other path; `null` as long as the daemon is not at work. */
  readonly site: () => Promise<RequestListener | null>;
  readonly logger: Logger;
  /** After so long without a byte either way the connection ends, also where an answer waits to be read. */
  readonly stalledMs?: number;
}

/** Whoever opens more, or is slower, loses. */
const LIMITS = { headersTimeout: 5 * SECOND, requestTimeout: 10 * SECOND, maxHeaderSize: 8_192 };
/** A browser opens three for the page; 200 people may open it at once. */
const MAX_CONNECTIONS = 1_000;
const STALLED_MS = 60 * SECOND;

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: Prometheus text. The rest is the page. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer(LIMITS, (request, response) => {
    handle(request, response, options).catch((error: unknown) => {
      options.logger.error({ error }, 'http request failed');
      send(response, text(500, 'internal error'));
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = options.stalledMs ?? STALLED_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  options.logger.info({ host: options.host, port }, 'http server listens');
  return {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const OWN_PATHS = new Set(['/healthz', '/readyz', '/metrics']);

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpServerOptions,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (OWN_PATHS.has(path)) {
    send(response, await answer(request, path, options));
    return;
  }
  const site = await options.site();
  if (site === null) send(response, notReady(path));
  else site(request, response);
}

async function answer(request: IncomingMessage, path: string, options: HttpServerOptions): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'GET only');
  if (path === '/healthz') return text(200, 'ok');
  if (!showsToken(request, options.token)) return text(401, 'HTTP_TOKEN is wanted as a bearer token');
  if (path === '/metrics') return { status: 200, ...(await options.renderMetrics()) };
  const report = await options.checkHealth();
  const body = `${JSON.stringify(report)}\n`;
  return { status: report.isReady ? 200 : 503, contentType: 'application/json', body };
}

/** Hashes are compared, so that the time it takes tells neither length nor text. */
function showsToken({ headers }: IncomingMessage, token: Secret | null): boolean {
  if (token === null) return true;
  const [, shown = ''] = /^Bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  return timingSafeEqual(hashOf(shown), hashOf(token.reveal()));
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** As the site will answer there. */
function notReady(path: string): Answer {
  if (!path.startsWith('/api/')) return text(503, 'not ready yet');
  return {
    status: 503,
    contentType: 'application/json',
    body: `${JSON.stringify({ error: 'not ready yet' })}\n`,
  };
}

function text(status: number, sentence: string): Answer {
  return { status, contentType: 'text/plain', body: `${sentence}\n` };
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(body);
}
