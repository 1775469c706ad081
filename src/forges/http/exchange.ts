import { ForgeError, ProxyError } from '../../domain/errors.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import { withDeadline } from './deadline.js';
import { readLimits } from './limit-headers.js';
import { readBody } from './read-body.js';
import { redact } from './redaction.js';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form sets its own content type. */
  readonly body?: string | FormData | undefined;
}

export interface HttpContext extends Pick<ForgeSession, 'gate' | 'secret' | 'signal'> {
  readonly fetch: typeof globalThis.fetch;
  /** Statuses that the server does not count (GitHub: an authorised 304). */
  readonly freeStatuses?: readonly number[];
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** How a body becomes text; all of it when left out. */
  readonly read?: (answer: Response, maxBytes: number) => Promise<string>;
}

/** One answer, whatever its status. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 20 * 1024 * 1024;

/** Of OpenSSL and of Node, for a certificate that does not hold: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED =
  /^(?:(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE)|CERT_|INVALID_CA$|HOSTNAME_MISMATCH$|ERR_TLS_CERT_)/;

/**
 * Asks the gate, sends one request, reads the whole answer in time, reports it. `unavailable` without an answer,
 * `untrusted` where there is none for the sake of the certificate.
 */
export async function exchange(request: HttpRequest, context: HttpContext): Promise<Exchange> {
  const headers = buildHeaders(request);
  await admit(request, context);
  let answer: Response | null = null;
  try {
    return await withDeadline(context.signal, context.timeoutMs ?? TIMEOUT_MS, async (signal) => {
      answer = await context.fetch(request.url, {
        method: request.method,
        headers,
        signal,
        redirect: 'manual',
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const { status } = answer;
      const { read = readBody, maxBytes = MAX_BYTES } = context;
      return { status, headers: answer.headers, text: await read(answer, maxBytes) };
    });
  } catch (error) {
    throw error instanceof ForgeError ? error : unavailable(request, context, error);
  } finally {
    report(answer, context);
  }
}

/** What was asked, for error texts: no query, and no token even where someone put it into the path. */
export function describeRequest(
  request: Pick<HttpRequest, 'method' | 'url'>,
  { secret }: Pick<HttpContext, 'secret'>,
): string {
  return redact(`${request.method} ${new URL(request.url).pathname}`, secret);
}

async function admit(request: HttpRequest, context: HttpContext): Promise<void> {
  try {
    await context.gate.admit(context.signal);
  } catch (error) {
    throw error instanceof ForgeError ? error : unavailable(request, context, error);
  }
}

function report(answer: Response | null, context: HttpContext): void {
  const status = answer?.status ?? null;
  context.gate.report({
    status,
    isCharged: status === null || context.freeStatuses?.includes(status) !== true,
    ...readLimits(answer?.headers ?? new Headers()),
  });
}

/** A token with a line break or letters beyond Latin makes `Headers` throw a text that quotes it. */
function buildHeaders(request: HttpRequest): Headers {
  try {
    return new Headers(request.headers);
  } catch {
    throw new ForgeError('token-refused', { detail: 'the token holds characters that no header can carry' });
  }
}

function unavailable(request: HttpRequest, context: HttpContext, thrown: unknown): ForgeError {
  const isProxied = thrown instanceof ProxyError;
  const error = isProxied ? thrown.cause : thrown;
  const way = isProxied ? ` by way of ${thrown.message}` : '';
  return new ForgeError(UNTRUSTED.test(codeOf(error)) ? 'untrusted' : 'unavailable', {
    detail: `no whole answer to ${describeRequest(request, context)}${way}: ${reasonOf(error)}`,
    isSlow: fieldOf(error, 'name') === 'TimeoutError',
  });
}

/** Names and codes only: the messages of network errors may quote addresses and headers. */
function reasonOf(error: unknown): string {
  const words = [fieldOf(error, 'name'), codeOf(error)];
  return words.filter((word) => typeof word === 'string' && word !== '').join(' ') || 'aborted';
}

/** Empty: it has none. */
function codeOf(error: unknown): string {
  const code = fieldOf(fieldOf(error, 'cause'), 'code') ?? fieldOf(error, 'code');
  return typeof code === 'string' ? code : '';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
