import type { FastifyInstance } from 'fastify';
import { readMultipart } from '../../core/read-multipart.js';
import { badParameter } from './api-error.js';

/** JSON, where an empty body is no body, forms as curl sends them, and forms with files. */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const text = String(body);
    if (text.trim() === '') {
      done(null, undefined);
      return;
    }
    try {
      done(null, JSON.parse(text));
    } catch {
      done(badParameter('The request body is not valid JSON'), undefined);
    }
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, fields(String(body)));
    },
  );
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, body, done) => {
    done(null, readMultipart(Buffer.from(body), request.headers['content-type'] ?? ''));
  });
}

/** `name[]` fields become lists, as in a query. */
function fields(text: string): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const known = values[key];
    if (!key.endsWith('[]')) values[key] = value;
    else values[key] = Array.isArray(known) ? [...(known as unknown[]), value] : [value];
  }
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [Array.isArray(value) ? key.slice(0, -2) : key, value]),
  );
}
