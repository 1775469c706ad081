import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import { fetchJson } from '../http/fetch-json.js';
import { readBody } from '../http/read-body.js';
import { DEFAULT_WAIT_SECONDS } from './errors.js';
import { quoteLongIntegers } from './exact-integers.js';

/** Set on an answer that came from another address of the same server. */
export const REDIRECTED = 'forgewatch-redirected';

/** An authorised 304 does not count: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const FREE_STATUSES = [304];

const MAX_BYTES = 20 * 1024 * 1024;

/** What Octokit asks of `fetch`. */
export interface OctokitFetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** As much of a `Response` as Octokit looks at. */
export interface OctokitFetchReply {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  text(): Promise<unknown>;
}

export type OctokitFetch = (url: string, init: OctokitFetchInit) => Promise<OctokitFetchReply>;

/**
 * The way out for Octokit: gate, deadline, redirects and errors are those of every forge, so it throws `ForgeError`.
 * The answer bears no content type, which has Octokit take `text()` for the data as it is: it is parsed already.
 */
export function createTransport(session: ForgeSession, fetch: typeof globalThis.fetch): OctokitFetch {
  const context = {
    gate: session.gate,
    secret: session.secret,
    signal: session.signal,
    fetch: exactly(fetch),
    freeStatuses: FREE_STATUSES,
    maxBytes: MAX_BYTES,
  };
  return async (url, { method, headers, body }) => {
    const reply = await fetchJson({ method, url, headers, body }, context);
    const shown = new Headers(reply.headers);
    shown.delete('content-type');
    shown.delete(REDIRECTED);
    if (reply.isRedirected) shown.set(REDIRECTED, 'yes');
    return { status: reply.status, url, headers: shown, text: () => Promise.resolve(reply.body) };
  };
}

/** Keeps long integers whole in what is about to be parsed, and names the wait that a limit leaves open. */
function exactly(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (answer.status !== 200 && answer.status !== 403) return answer;
    const { status } = answer;
    const headers = ofThisBucket(answer.headers);
    const text = await readBody(answer, MAX_BYTES);
    if (status === 200) return new Response(quoteLongIntegers(text), { status, headers });
    return new Response(text, { status, headers: withWait(headers, text) });
  };
}

/** GraphQL has a quota of its own, which says nothing of the one that the governor keeps. */
function ofThisBucket(headers: Headers): Headers {
  const resource = headers.get('x-ratelimit-resource') ?? 'core';
  if (resource === 'core') return headers;
  const others = new Headers(headers);
  for (const name of ['limit', 'remaining', 'reset']) others.delete(`x-ratelimit-${name}`);
  return others;
}

/** A secondary limit is a 403 like any other but for its words; the governor goes by the headers. */
function withWait(headers: Headers, text: string): Headers {
  const isTimed = headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
  const named = new Headers(headers);
  if (!isTimed && /secondary rate limit|abuse detection/i.test(text)) {
    named.set('retry-after', String(DEFAULT_WAIT_SECONDS));
  }
  return named;
}
