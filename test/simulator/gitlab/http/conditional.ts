import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** As Rails does: the body is made, hashed, and replaced by a 304 where the client has it already. */
export function makeConditional(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  const etag = `W/"${createHash('md5').update(payload).digest('hex')}"`;
  void reply.headers({ etag, 'cache-control': 'max-age=0, private, must-revalidate' });
  const known = request.headers['if-none-match'];
  if (known === undefined || !matches(known, etag)) return payload;
  void reply.status(304);
  reply.removeHeader('content-type');
  reply.removeHeader('content-length');
  return '';
}

/** A strong and a weak form of one tag match. */
function matches(known: string, etag: string): boolean {
  return known
    .split(',')
    .map((candidate) => candidate.trim())
    .some((candidate) => candidate === '*' || candidate === etag || `W/${candidate}` === etag);
}
