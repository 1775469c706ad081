import { ForgeError } from '../../domain/errors.js';
import type { RequestGate } from '../../domain/ports/request-gate.js';
import { describeRequest, exchange, type Exchange, type HttpContext, type HttpRequest } from './exchange.js';
import { readTail } from './read-tail.js';
import { forgeErrorFromStatus } from './status-error.js';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Gone, or taken away with its expiry. */
const MISSING: ReadonlySet<number> = new Set([404, 410]);
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const BOUNDS = { read: readTail, maxBytes: 50 * 1024 * 1024, timeoutMs: 30_000 };

/** The store of logs is not the forge: its answers say nothing of the forge's limits. */
const FREE: RequestGate = { admit: () => Promise.resolve(), report: () => undefined };

/**
 * The end of a log; `null` where there is none. Forges keep logs in a store elsewhere and send there with a signed
 * address: that is followed once, and without the token.
 */
export async function fetchLog(request: HttpRequest, context: HttpContext): Promise<string | null> {
  const target = describeRequest(request, context);
  const answer = await exchange(request, { ...context, ...BOUNDS });
  if (!REDIRECTS.has(answer.status)) return textOf(answer, target);
  const url = storeOf(request.url, answer, target);
  const stored = await exchange({ method: 'GET', url, headers: {} }, { ...context, ...BOUNDS, gate: FREE });
  return textOf(stored, `${target} in the store`);
}

function textOf({ status, headers, text }: Exchange, target: string): string | null {
  if (status >= 200 && status < 300) return text;
  if (MISSING.has(status)) return null;
  throw forgeErrorFromStatus({ status, headers, message: '', target });
}

/** Over TLS only; a forge on this machine may keep its logs on this machine. */
function storeOf(from: string, { status, headers }: Exchange, target: string): string {
  const location = headers.get('location');
  const next = location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
  const { hostname } = new URL(from);
  const isHere = next?.protocol === 'http:' && next.hostname === hostname && LOOPBACK.has(hostname);
  if (next !== null && (next.protocol === 'https:' || isHere)) return next.href;
  throw new ForgeError('redirected', { detail: `${target} was sent to another place`, status });
}
