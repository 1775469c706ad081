import type { Logger } from '../domain/logger.js';

/** Longest time that an orderly stop may take; after it the process ends as it is, which loses nothing. */
const STOP_DEADLINE_MS = 15_000;

/**
 * Stops the daemon once on SIGINT or SIGTERM. A second signal ends the process at once. `exit` is `process.exit`,
 * a parameter for the tests.
 */
export function stopOnSignals(deps: {
  readonly stop: () => Promise<void>;
  readonly logger: Logger;
  readonly exit: (code: number) => void;
}): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      deps.exit(130);
      return;
    }
    isStopping = true;
    deps.logger.info({ signal }, 'stopping');
    setTimeout(() => {
      deps.logger.warn({ deadlineMs: STOP_DEADLINE_MS }, 'stop took too long');
      deps.exit(1);
    }, STOP_DEADLINE_MS).unref();
    deps
      .stop()
      .then(() => {
        deps.logger.info({}, 'stopped');
        deps.exit(0);
      })
      .catch((error: unknown) => {
        deps.logger.error({ error }, 'stop failed');
        deps.exit(1);
      });
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
