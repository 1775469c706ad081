import { ForgeError } from '../../../domain/errors.js';
import { isOutOfReach } from '../errors.js';

/**
 * A detail that is not to be had is `null`: some roles, plans and old servers lack it, and now and then a server
 * breaks over one item for good, which must not hold up all the others. That the server is down, slow or refuses the
 * token is another matter.
 */
export async function askForDetail<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (isOutOfReach(error) || isBroken(error)) return null;
    throw error;
  }
}

/** The server stumbles over this one thing. */
export function isBroken(error: unknown): boolean {
  return error instanceof ForgeError && (error.code === 'bad-reply' || error.status === 500);
}
