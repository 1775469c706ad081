import { Readable } from 'node:stream';
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import { ForgeError } from '../../../domain/errors.js';
import type { ForgeSession } from '../../../domain/ports/forge-adapter.js';
import { describeRequest, exchange, type Exchange, type HttpContext } from '../../http/exchange.js';
import { readServerTime } from '../../http/limit-headers.js';
import { readBinary } from '../../http/read-body.js';
import { forgeErrorFromStatus } from '../../http/status-error.js';

/** Git is no part of the API, whose quota these do not touch. */
const FREE_STATUSES = [200, 301, 302, 307, 308, 401, 403, 404];

/** Most of a wiki is text; one with more in it than this is not worth the time of all the other reads. */
const MAX_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

export interface GitHttp extends HttpClient {
  /** Server's clock when it last answered. */
  serverTime(): Date | null;
}

/**
 * isomorphic-git's way out: gate, deadline, bounds and errors are those of every request. It throws `ForgeError` for all
 * but 200, and follows no redirect, so that the token goes nowhere else.
 */
export function createGitHttp(session: ForgeSession, fetch: typeof globalThis.fetch): GitHttp {
  const { gate, secret, signal } = session;
  const bounds = {
    freeStatuses: FREE_STATUSES,
    maxBytes: MAX_BYTES,
    timeoutMs: TIMEOUT_MS,
    read: readBinary,
  };
  const context: HttpContext = { gate, secret, signal, fetch, ...bounds };
  const basic = Buffer.from(`x-access-token:${secret.reveal()}`).toString('base64');
  let serverTime: Date | null = null;
  return {
    serverTime: () => serverTime,
    async request({ url, method = 'GET', headers = {}, body }: GitHttpRequest): Promise<GitHttpResponse> {
      const request = {
        method,
        url,
        headers: { ...headers, authorization: `Basic ${basic}`, 'user-agent': 'git/forgewatch' },
        body: body === undefined ? undefined : await textOf(body),
      };
      const answer = await exchange(request, context);
      serverTime = readServerTime(answer.headers) ?? serverTime;
      if (answer.status !== 200) throw refusal(answer, url, describeRequest(request, context));
      return {
        url,
        method,
        statusCode: 200,
        statusMessage: '',
        headers: Object.fromEntries(answer.headers.entries()),
        body: Readable.from([Buffer.from(answer.text, 'latin1')])[Symbol.asyncIterator](),
      };
    },
  };
}

/** What git asks is plain lines. */
async function textOf(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

/** One that has moved within the server is missing here until the project is known by its new path. */
function refusal({ status, headers }: Exchange, url: string, target: string): ForgeError {
  const location = headers.get('location');
  if (status < 300 || status >= 400 || location === null) {
    return forgeErrorFromStatus({ status, headers, message: '', target });
  }
  const isHere = URL.canParse(location, url) && new URL(location, url).origin === new URL(url).origin;
  return new ForgeError(isHere ? 'not-found' : 'redirected', {
    detail: `${target} was sent to another place`,
    status,
  });
}
