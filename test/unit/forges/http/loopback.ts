import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface LoopbackReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  /** Cut the connection after half of the body, before any answer, or never answer. */
  readonly fault?: 'half' | 'reset' | 'silence';
}

export interface Loopback {
  readonly url: string;
  readonly requests: LoopbackRequest[];
  stop(): Promise<void>;
}

/** A real HTTP server on loopback that answers what the test says and remembers what it was asked. */
export async function startLoopback(answer: (request: LoopbackRequest) => LoopbackReply): Promise<Loopback> {
  const requests: LoopbackRequest[] = [];
  const server = createServer((message, response) => {
    let body = '';
    message.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    message.on('end', () => {
      const { pathname, searchParams } = new URL(message.url ?? '/', 'http://loopback');
      const request = {
        method: message.method ?? 'GET',
        path: pathname,
        query: searchParams,
        headers: message.headers,
        body,
      };
      requests.push(request);
      send(response, answer(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, reply: LoopbackReply): void {
  if (reply.fault === 'silence') return;
  if (reply.fault === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const text = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
  const isEmpty = [204, 205, 304].includes(reply.status ?? 200);
  const headers = {
    ...(isEmpty
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    ...reply.headers,
  };
  response.writeHead(reply.status ?? 200, headers);
  if (reply.fault !== 'half') {
    response.end(text);
    return;
  }
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
}
