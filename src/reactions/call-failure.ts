import { ActionRefused } from '../domain/actions/refusal.js';
import { sayFailure, type FailureCode } from '../domain/actions/say-failure.js';
import { ForgeError } from '../domain/errors.js';
import type { Failure } from './messages.js';

/** A call that was not done, for a reason that the module is told. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly failure: Failure;

  constructor(code: string, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.failure = { code, message, retryAfterSeconds };
  }
}

export function refusedFor(code: FailureCode, retryAfterSeconds: number | null = null): CallRefused {
  return new CallRefused(code, sayFailure(code), retryAfterSeconds);
}

/** What the module hears of it. Whatever is none of its business is a defect of ours, and nothing of it crosses. */
export function toFailure(error: unknown): Failure {
  if (error instanceof CallRefused) return error.failure;
  if (error instanceof ActionRefused)
    return { code: error.code, message: sayFailure(error.code), retryAfterSeconds: null };
  if (error instanceof ForgeError) {
    const { code, retryAfterSeconds = null } = error;
    return { code, message: sayFailure(code), retryAfterSeconds };
  }
  return { code: 'defect', message: 'Forgewatch itself failed: its log says more.', retryAfterSeconds: null };
}
