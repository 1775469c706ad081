import { ForgeError, type ForgeErrorCode } from '../../domain/errors.js';

/**
 * The transport answers in `ForgeError`s, which gitbeaker lets through; whatever else comes out of it stumbled over
 * the reply. Its message may quote the reply and is left behind.
 */
export function toForgeError(error: unknown): ForgeError {
  if (error instanceof ForgeError) return error;
  const name = error instanceof Error ? error.name : typeof error;
  return new ForgeError('bad-reply', { detail: `gitbeaker could not take the reply (${name})` });
}

/** Missing, invisible or not allowed: what a detail may be without harm to the rest. */
export function isOutOfReach(error: unknown): error is ForgeError {
  return hasCode(error, ['not-found', 'forbidden']);
}

export function hasCode(error: unknown, codes: readonly ForgeErrorCode[]): error is ForgeError {
  return error instanceof ForgeError && codes.includes(error.code);
}
