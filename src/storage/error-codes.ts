/** https://www.postgresql.org/docs/current/errcodes-appendix.html and Node's socket errors. */
const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '25P03', // idle_in_transaction_session_timeout
  '53300', // too_many_connections
  '55000', // object_not_in_prerequisite_state: the database takes no connections for now
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
]);
const CONFLICT = new Set(['40001', '40P01']);

/** What `pg`, its pool and TypeORM say of a connection that ended, which they give no code. */
const LOST_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
  'Query runner already released',
  'Database connection provided by a query runner was already released',
];

/** The database is away, or this connection is; the same work may succeed later. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null && (LOST.has(code) || code.startsWith('08'))) return true;
  const message = fieldOf(error, 'message');
  return message !== null && LOST_MESSAGES.some((one) => message.startsWith(one));
}

/** As `isConnectionLoss`, of a database that was there before: a missing one is being moved or restored. */
export function isOutage(error: unknown): boolean {
  return isConnectionLoss(error) || codeOf(error) === '3D000';
}

/** Another transaction was in the way: the same work succeeds when it is done again. */
export function isConflict(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && CONFLICT.has(code);
}

export function codeOf(error: unknown): string | null {
  return fieldOf(error, 'code');
}

/** Looks at the fields alone: an error may come from another realm or thread, where `instanceof` fails. */
function fieldOf(error: unknown, name: 'code' | 'message'): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : null;
}
