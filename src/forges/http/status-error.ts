import { ForgeError, type ForgeErrorCode } from '../../domain/errors.js';
import { readLimits, readWait } from './limit-headers.js';

export interface FailedReply {
  readonly status: number;
  readonly headers: Headers;
  /** The forge's own words, already free of secrets; empty when it said nothing readable. */
  readonly message: string;
  /** What was asked: `GET /projects/1`. */
  readonly target: string;
}

const CODES: Readonly<Record<number, ForgeErrorCode>> = {
  400: 'invalid',
  401: 'token-refused',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  422: 'invalid',
  429: 'rate-limited',
};

/** The one reading of an HTTP status that both forges share. */
export function forgeErrorFromStatus(reply: FailedReply): ForgeError {
  const code = isRateLimited(reply) ? 'rate-limited' : codeOf(reply.status);
  const words = reply.message === '' ? '' : `: ${reply.message}`;
  return new ForgeError(code, {
    detail: `${reply.target} was answered ${reply.status}${words}`,
    words: reply.message === '' ? undefined : reply.message,
    status: reply.status,
    retryAfterSeconds:
      code === 'rate-limited' || code === 'unavailable' ? (readWait(reply.headers) ?? undefined) : undefined,
  });
}

function codeOf(status: number): ForgeErrorCode {
  return CODES[status] ?? (status >= 500 ? 'unavailable' : 'bad-reply');
}

/** GitHub answers 403 as well as 429 when a primary or secondary limit is reached. */
function isRateLimited(reply: FailedReply): boolean {
  if (reply.status !== 403) return false;
  return (
    reply.headers.has('retry-after') ||
    readLimits(reply.headers).remaining === 0 ||
    /rate limit|abuse detection/i.test(reply.message)
  );
}
