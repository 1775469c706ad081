import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { LogFields, Logger } from '../domain/logger.js';
import { withoutTokens } from '../domain/token-forms.js';

/** Fields that never reach a log, whoever passes them. */
const REDACTED = ['token', 'secret', 'authorization', 'password', 'headers', 'privateToken', 'botToken'];

export interface LogOptions {
  readonly level: string;
  readonly format: 'json' | 'pretty';
}

/** Structured log on stdout, or on `destination`. Known token forms are blotted out wherever they stand. */
export function createLogger(options: LogOptions, destination?: DestinationStream): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    formatters: { level: (level: string) => ({ level }) },
    hooks: { streamWrite: (line: string) => withoutTokens(line) },
  };
  if (destination !== undefined) return adapt(pino(settings, destination));
  if (options.format === 'json') return adapt(pino(settings));
  return adapt(
    pino({ ...settings, transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }),
  );
}

function adapt(log: Pino): Logger {
  return {
    debug: (fields, message) => log.debug(withErrors(fields), message),
    info: (fields, message) => log.info(withErrors(fields), message),
    warn: (fields, message) => log.warn(withErrors(fields), message),
    error: (fields, message) => log.error(withErrors(fields), message),
    child: (fields) => adapt(log.child(fields)),
  };
}

/** pino serialises an error only under the name `err`; any field may hold one. */
function withErrors(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describe(value) : value]),
  );
}

function describe(error: Error): LogFields {
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    stack,
    ...(cause instanceof Error ? { cause: describe(cause) } : {}),
  };
}
