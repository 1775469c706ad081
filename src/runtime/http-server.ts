import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../domain/logger.js';
import type { HealthReport } from './health.js';

export interface HttpServer {
  /** The port that was taken; useful when 0 was asked for. */
  readonly port: number;
  close(): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  readonly checkHealth: () => Promise<HealthReport>;
  readonly renderMetrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly logger: Logger;
}

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: Prometheus text. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    answer(request, options)
      .then((reply) => send(response, reply))
      .catch((error: unknown) => {
        options.logger.error({ error }, 'http request failed');
        send(response, text(500, 'internal error'));
      });
  });
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

async function answer(request: IncomingMessage, options: HttpServerOptions): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'GET only');
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/healthz') return text(200, 'ok');
  if (path === '/readyz') {
    const report = await options.checkHealth();
    const body = `${JSON.stringify(report)}\n`;
    return { status: report.isReady ? 200 : 503, contentType: 'application/json', body };
  }
  if (path === '/metrics') return { status: 200, ...(await options.renderMetrics()) };
  return text(404, 'not found');
}

function text(status: number, sentence: string): Answer {
  return { status, contentType: 'text/plain', body: `${sentence}\n` };
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(body);
}
