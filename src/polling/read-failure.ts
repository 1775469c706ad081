import { ForgeError, type ForgeErrorCode } from '../domain/errors.js';
import type { Feed } from '../domain/feed.js';

/** Why a feed could not be read, as its row and the cadence keep it. */
export interface ReadFailure {
  readonly code: ForgeErrorCode;
  /** How many in a row, of the same sort. */
  readonly count: number;
  readonly retryAfterSeconds: number | null;
}

/** The forge says that there is nothing to read here for this token. */
export function isAccessFailure(code: string | null): boolean {
  return code === 'not-found' || code === 'forbidden';
}

/** Our own governor put the read off: nothing was asked, so nothing has failed. */
export function isPostponed(error: ForgeError): boolean {
  return error.code === 'rate-limited' && error.status === undefined;
}

/** Adapters throw `ForgeError` only; anything else is a fault in reading a reply. */
export function toForgeError(error: unknown): ForgeError {
  if (error instanceof ForgeError) return error;
  return new ForgeError('bad-reply', { detail: 'the reply could not be processed', cause: error });
}

/** Refusals and outages are counted apart: three refusals in a row mean something, after an outage they begin anew. */
export function nextFailure(feed: Pick<Feed, 'failures' | 'lastError'>, error: ForgeError): ReadFailure {
  const goesOn = isAccessFailure(feed.lastError) === isAccessFailure(error.code);
  return {
    code: error.code,
    count: goesOn ? feed.failures + 1 : 1,
    retryAfterSeconds: error.retryAfterSeconds ?? null,
  };
}
