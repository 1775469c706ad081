import { ForgeError } from '../../domain/errors.js';
import { describeRequest, exchange, type Exchange, type HttpContext, type HttpRequest } from './exchange.js';
import { readServerTime } from './limit-headers.js';
import { redact, wordsOf } from './redaction.js';
import { forgeErrorFromStatus } from './status-error.js';

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; `null` where there is no body (204, 205, 304). */
  readonly body: unknown;
  readonly serverTime: Date | null;
  /** Another address of the same server answered: what was asked for has moved. */
  readonly isRedirected: boolean;
}

const MAX_REDIRECTS = 2;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * One request, asked of and reported to the gate, as is each redirect within the server. A token never follows a
 * redirect to another origin. Throws `ForgeError` for everything but 2xx and 304.
 */
export async function fetchJson(request: HttpRequest, context: HttpContext): Promise<HttpReply> {
  const target = describeRequest(request, context);
  let url = request.url;
  for (let hops = 0; ; hops += 1) {
    const answer = await exchange({ ...request, url }, context);
    if (!REDIRECTS.has(answer.status)) return toReply(answer, target, context, hops > 0);
    if (hops === MAX_REDIRECTS) throw badReply(target, answer.status, 'sends round in circles');
    url = nextUrl(url, answer, request.method, target);
  }
}

function toReply(answer: Exchange, target: string, context: HttpContext, isRedirected: boolean): HttpReply {
  const { status, headers, text } = answer;
  const isSuccess = (status >= 200 && status < 300) || status === 304;
  if (!isSuccess) {
    const message = redact(wordsOf(text, headers.get('content-type')), context.secret);
    throw forgeErrorFromStatus({ status, headers, message, target });
  }
  const isEmpty = EMPTY.has(status) || (text === '' && status !== 200);
  const body = isEmpty ? null : parseBody(answer, target);
  return { status, headers, body, serverTime: readServerTime(headers), isRedirected };
}

function parseBody({ status, headers, text }: Exchange, target: string): unknown {
  if (!/[/+]json\b/i.test(headers.get('content-type') ?? '')) {
    throw badReply(target, status, 'is not JSON by its content type');
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's words quote the body, which may hold anything.
    throw badReply(target, status, 'is not JSON');
  }
}

function nextUrl(from: string, answer: Exchange, method: string, target: string): string {
  const { status, headers } = answer;
  const location = headers.get('location');
  if (location === null || !URL.canParse(location, from)) throw badReply(target, status, 'leads nowhere');
  const next = new URL(location, from);
  const keepsMethod = method === 'GET' || status === 307 || status === 308;
  if (next.origin !== new URL(from).origin || !keepsMethod) {
    throw new ForgeError('redirected', { detail: `${target} was sent to another place`, status });
  }
  return next.href;
}

function badReply(target: string, status: number, fault: string): ForgeError {
  return new ForgeError('bad-reply', { detail: `the answer to ${target} ${fault}`, status });
}
