import type { Logger } from '../domain/logger.js';

/**
 * The log of a program that speaks to a person: faults of its own are said, once each; the rest the reader is told in
 * other ways, or need not know.
 */
export function createNoteLogger(note: (sentence: string) => Promise<void>): Logger {
  const said = new Set<string>();
  const silence = (): void => undefined;
  const logger: Logger = {
    debug: silence,
    info: silence,
    warn: silence,
    error(_fields, message) {
      if (said.has(message)) return;
      said.add(message);
      void note(`A fault of Forgewatch, please report it: ${message}.`);
    },
    child: () => logger,
  };
  return logger;
}
