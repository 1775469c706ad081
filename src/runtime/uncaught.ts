import type { Logger } from '../domain/logger.js';

/**
 * What nobody caught ends the process, as it would by itself, but with one line in the log, where tokens are blotted out:
 * Node's own words show every field of the error. Of a rejection that nobody handles, too.
 * https://nodejs.org/api/process.html#event-uncaughtexception
 */
export function endOnUncaught({
  logger,
  exit,
}: {
  readonly logger: Logger;
  readonly exit: (code: number) => void;
}): void {
  process.on('uncaughtException', (error: unknown) => {
    logger.error({ error }, 'a fault of Forgewatch itself, please report it');
    exit(1);
  });
}
