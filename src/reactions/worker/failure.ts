import { basename } from 'node:path';
import { inspect } from 'node:util';
import type { ForgeFailure } from '../public.js';
import type { Failure } from '../messages.js';

const LONGEST_MESSAGE = 300;

/** What a call of the forge client rejects with. */
export class CallFailure extends Error implements ForgeFailure {
  override readonly name = 'ForgeFailure';
  readonly code: string;
  readonly retryAfterSeconds: number | null;

  constructor({ code, message, retryAfterSeconds }: Failure) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whatever a handler threw, ready to cross: the code of a forge's refusal stays, everything else is a fault of its own. */
export function toFailure(error: unknown, modulePath: string): Failure {
  const message = wordsOf(error).slice(0, LONGEST_MESSAGE);
  if (error instanceof CallFailure)
    return { code: error.code, message, retryAfterSeconds: error.retryAfterSeconds };
  const where = placeIn(modulePath, error);
  return { code: 'threw', message, retryAfterSeconds: null, ...(where === null ? {} : { where }) };
}

/** With the cause: of itself `fetch` says no more than that it failed. */
function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (!hasMessage(error)) return inspect(error, { depth: 1 });
  const cause = 'cause' in error && hasMessage(error.cause) ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}

function hasMessage(error: unknown): error is { readonly message: string } {
  return (
    typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  );
}

function placeIn(modulePath: string, error: unknown): string | null {
  const name = basename(modulePath);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const line = stack.split('\n').find((one) => one.includes(`${name}:`));
  return line === undefined ? null : `${name}:${line.split(`${name}:`)[1]?.replace(/[^\d:].*$/, '') ?? ''}`;
}
