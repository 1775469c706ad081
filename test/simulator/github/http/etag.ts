import type { Token } from '../state/token.js';
import type { Representation } from './answer.js';

/** Cheap on purpose: a version instead of a hash of the body, mixed with address, media type and token. */
export function etagOf(
  representation: Representation,
  token: Token,
  request: { readonly url: string; readonly accept: string },
): string {
  const place = fnv1a(request.accept, fnv1a(request.url)).toString(16).padStart(8, '0');
  return `W/"${token.salt}${place}${representation.version.toString(16).padStart(12, '0')}"`;
}

/** `If-None-Match` decides alone when it is there; `If-Modified-Since` knows whole seconds only. */
export function isNotModified(
  headers: {
    readonly 'if-none-match'?: string | undefined;
    readonly 'if-modified-since'?: string | undefined;
  },
  etag: string,
  lastModified: Date | undefined,
): boolean {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag);
  const since = headers['if-modified-since'];
  if (since === undefined || lastModified === undefined) return false;
  return Math.floor(lastModified.getTime() / 1_000) * 1_000 <= Date.parse(since);
}

function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag) return true;
  const strong = strip(etag);
  return ifNoneMatch.split(',').some((given) => given.trim() === '*' || strip(given.trim()) === strong);
}

function strip(etag: string): string {
  return etag.startsWith('W/') ? etag.slice(2) : etag;
}

function fnv1a(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
