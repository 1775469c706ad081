import type { LogFields, Logger } from '../../src/domain/logger.js';

/** Counts what it is told by level and message, and tells nothing else. */
export interface QuietLogger extends Logger {
  /** Warnings and errors, the most frequent first. */
  complaints(): readonly string[];
}

export function createQuietLogger(): QuietLogger {
  const counts = new Map<string, number>();
  const note = (_fields: LogFields, message: string): void => {
    counts.set(message, (counts.get(message) ?? 0) + 1);
  };
  const logger: QuietLogger = {
    debug: () => undefined,
    info: () => undefined,
    warn: note,
    error: note,
    child: () => logger,
    complaints: () =>
      [...counts].sort((one, other) => other[1] - one[1]).map(([message, count]) => `${message} (${count})`),
  };
  return logger;
}
