import type { LogFields, Logger } from '../../src/domain/logger.js';

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

export interface MemoryLogger extends Logger {
  /** Everything logged so far, by this logger and its children. */
  readonly entries: readonly LogEntry[];
  /** Messages of one level, or of all. */
  messages(level?: LogEntry['level']): readonly string[];
}

/** A logger that keeps what it is told, with the fields of its parents. */
export function createMemoryLogger(): MemoryLogger {
  const entries: LogEntry[] = [];
  return {
    ...loggerInto(entries, {}),
    entries,
    messages: (level) =>
      entries.filter((entry) => level === undefined || entry.level === level).map((entry) => entry.message),
  };
}

function loggerInto(entries: LogEntry[], inherited: LogFields): Logger {
  const write = (level: LogEntry['level']) => (fields: LogFields, message: string) => {
    entries.push({ level, message, fields: { ...inherited, ...fields } });
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => loggerInto(entries, { ...inherited, ...fields }),
  };
}
