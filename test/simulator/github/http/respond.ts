import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Token } from '../state/token.js';
import type { Answer, Representation } from './answer.js';
import { etagOf, isNotModified } from './etag.js';
import { type Headers, addRateHeaders } from './headers.js';
import type { Bucket } from './rate-limit.js';

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly headers: Headers;
  readonly token: Token;
  readonly bucket: Bucket;
  readonly isFree: boolean;
}

interface Rendering {
  readonly version: number;
  readonly text: string;
  readonly link: string | undefined;
}

const KEPT_RENDERINGS = 5_000;

/** Turns answers into replies: conditional requests, the count, and renderings that several people share. */
export class Responder {
  readonly #renderings = new Map<string, Rendering>();
  #requests = 0;

  nextRequestId(): string {
    this.#requests += 1;
    return `F0AE:${this.#requests.toString(16).toUpperCase().padStart(8, '0')}`;
  }

  refuse(reply: FastifyReply, headers: Headers, refusal: Answer): FastifyReply {
    return reply
      .status(refusal.status)
      .headers({ ...headers, ...refusal.headers })
      .send(JSON.stringify(refusal.body));
  }

  respond(exchange: Exchange, answer: Answer): FastifyReply {
    if (answer.representation !== undefined) {
      return this.#respondWith(exchange, answer.representation, answer.headers);
    }
    const { reply, headers } = exchange;
    charge(exchange);
    Object.assign(headers, answer.headers);
    if (answer.body === undefined) {
      delete headers['content-type'];
      return reply.status(answer.status).headers(headers).send();
    }
    return reply.status(answer.status).headers(headers).send(JSON.stringify(answer.body));
  }

  #respondWith(
    exchange: Exchange,
    representation: Representation,
    more: Readonly<Record<string, string>> | undefined,
  ): FastifyReply {
    const { request, reply, headers, token } = exchange;
    const etag = etagOf(representation, token, { url: request.url, accept: request.headers.accept ?? '' });
    const { lastModified } = representation;
    headers.etag = etag;
    headers['cache-control'] = 'private, max-age=60, s-maxage=60';
    if (lastModified !== undefined) headers['last-modified'] = lastModified.toUTCString();
    Object.assign(headers, more);
    if (isNotModified(request.headers, etag, lastModified)) {
      addRateHeaders(headers, exchange.bucket);
      delete headers['content-type'];
      return reply.status(304).headers(headers).send();
    }
    charge(exchange);
    const { text, link } = this.#rendering(request.url, representation);
    if (link !== undefined) headers.link = link;
    return reply.status(200).headers(headers).send(text);
  }

  #rendering(url: string, representation: Representation): Rendering {
    const { version, isShared } = representation;
    const kept = isShared === true ? this.#renderings.get(url) : undefined;
    if (kept?.version === version) return kept;
    const { body, link } = representation.render();
    const rendering = { version, text: JSON.stringify(body), link };
    if (isShared === true) {
      if (this.#renderings.size > KEPT_RENDERINGS) this.#renderings.clear();
      this.#renderings.set(url, rendering);
    }
    return rendering;
  }
}

function charge(exchange: Exchange): void {
  if (!exchange.isFree) exchange.bucket.used += 1;
  addRateHeaders(exchange.headers, exchange.bucket);
}
