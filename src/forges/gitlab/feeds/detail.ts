import { ForgeError } from '../../../domain/errors.js';
import { isOutOfReach } from '../errors.js';

/**
 * A detail that is not to be had is `null`: some roles, plans and old servers lack it, and now and then a server
 * breaks over one item for good, which must not hold up all the others. That the server is down, slow or refuses the
 * token is another matter.
 */
export async function askForDetail<T>(
  ask: () => Promise<T>,
  isBearable: (error: unknown) => boolean = isBroken,
): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (isOutOfReach(error) || isBearable(error)) return null;
    throw error;
  }
}

/** The server stumbles over this one thing. */
export function isBroken(error: unknown): boolean {
  return error instanceof ForgeError && (error.code === 'bad-reply' || error.status === 500);
}

/** The server, which has just answered another request well, cannot answer this one. */
export function isOfThisAlone(error: unknown): error is ForgeError {
  if (!(error instanceof ForgeError)) return false;
  return error.code === 'bad-reply' || (error.code === 'unavailable' && error.status !== undefined);
}
