import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../../../src/domain/time.js';
import { type Fault, FaultSwitch } from './faults.js';
import { type LoggedRequest, RequestLog } from './request-log.js';

export interface SimServer {
  /** `http://127.0.0.1:port`, no trailing slash. */
  readonly url: string;
  readonly faults: FaultSwitch;
  readonly log: RequestLog;
  /** Sees every reply before a fault spoils it; returns how to stop. */
  onReply(listener: ReplyListener): () => void;
  close(): Promise<void>;
}

/** `body` is the text of the reply; empty when there is none. */
export type ReplyListener = (
  request: LoggedRequest,
  reply: { readonly status: number; readonly body: string },
) => void;

declare module 'fastify' {
  interface FastifyRequest {
    logged?: LoggedRequest;
    fault?: Fault | null;
  }
}

/** A loopback HTTP server with a request log and faults; `register` adds the routes of one simulated system. */
export async function startSimServer(options: {
  readonly clock: Clock;
  readonly register: (app: FastifyInstance) => void | Promise<void>;
  readonly port?: number;
}): Promise<SimServer> {
  const faults = new FaultSwitch();
  const log = new RequestLog();
  const listeners = new Set<ReplyListener>();
  const app = fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    bodyLimit: 50 * 1024 * 1024,
    routerOptions: { maxParamLength: 2_000 },
  });
  app.addHook('preValidation', async (request, reply) => {
    request.logged = logRequest(request, options.clock, log);
    request.fault = faults.take(request.method, request.url);
    await misbehaveBefore(request.fault, reply);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    for (const listener of listeners) tell(listener, request, reply, payload);
    return misbehaveAfter(request, reply, payload);
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.logged === undefined) return;
    request.logged.status = reply.statusCode;
    if (reply.statusCode === 304) log.notModified += 1;
  });
  await options.register(app);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    faults,
    log,
    onReply: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => app.close(),
  };
}

function logRequest(request: FastifyRequest, clock: Clock, log: RequestLog): LoggedRequest {
  const entry: LoggedRequest = {
    at: clock(),
    method: request.method,
    url: request.url,
    headers: request.headers,
    body: request.body,
    status: 0,
  };
  log.add(entry);
  return entry;
}

function tell(listener: ReplyListener, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (request.logged === undefined) return;
  listener(request.logged, { status: reply.statusCode, body: typeof payload === 'string' ? payload : '' });
}

async function misbehaveBefore(fault: Fault | null, reply: FastifyReply): Promise<void> {
  if (fault === null) return;
  if (fault.kind === 'delay') await delay(fault.milliseconds, undefined, { ref: false });
  if (fault.kind === 'silence') {
    reply.hijack();
    await new Promise((resolve) => reply.raw.once('close', resolve));
  }
  if (fault.kind === 'reset') {
    reply.hijack();
    reply.raw.destroy();
  }
  if (fault.kind === 'status') {
    await reply
      .status(fault.status)
      .headers(fault.headers ?? {})
      .type(fault.contentType ?? 'text/plain')
      .send(fault.body ?? '');
  }
}

/** Node's own response keeps the promise of `Content-Length` unless the socket is cut under it. */
function misbehaveAfter(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const fault = request.fault ?? null;
  if (fault?.kind === 'content-type') reply.header('content-type', fault.contentType);
  if (fault?.kind === 'mute')
    return new Promise((resolve) => reply.raw.once('close', () => resolve(payload)));
  if (fault?.kind !== 'truncate' || !(typeof payload === 'string' || Buffer.isBuffer(payload)))
    return payload;
  const whole = Buffer.from(payload);
  const { statusCode, raw } = reply;
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(statusCode, { 'content-length': whole.length });
  raw.write(whole.subarray(0, Math.floor(whole.length / 2)), () => raw.socket?.destroySoon());
  return payload;
}
