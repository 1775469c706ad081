import { z } from 'zod';
import { ForgeError, type ForgeErrorCode } from '../../domain/errors.js';

/** GitHub's advice for a limit that names no time: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const DEFAULT_WAIT_SECONDS = 60;

/** Blocked for legal reasons, which to a reader is the same as gone. */
const LEGALLY_BLOCKED = 451;

/** What Octokit throws for a 304, or `null` for anything else. */
export function notModified(error: unknown): { readonly headers: Readonly<Record<string, unknown>> } | null {
  if (!(error instanceof Error) || !('status' in error) || error.status !== 304) return null;
  const response: unknown = 'response' in error ? error.response : null;
  const headers: unknown =
    typeof response === 'object' && response !== null && 'headers' in response ? response.headers : null;
  return { headers: typeof headers === 'object' && headers !== null ? { ...headers } : {} };
}

/** What Octokit throws for a GraphQL answer with errors, or `null` for anything else. */
export function partialAnswer(
  error: unknown,
): { readonly data: unknown; readonly faults: readonly string[] } | null {
  if (!(error instanceof Error) || error.name !== 'GraphqlResponseError') return null;
  const parsed = graphqlErrorSchema.safeParse(error);
  const types = parsed.data?.errors.map(({ type }) => (type ?? 'UNKNOWN').slice(0, MAX_FAULT_LENGTH));
  const faults = [...new Set(types ?? ['UNKNOWN'])].slice(0, MAX_FAULTS);
  return { data: 'data' in error ? error.data : null, faults };
}

/** For a log. */
const MAX_FAULTS = 5;
const MAX_FAULT_LENGTH = 60;

const graphqlErrorSchema = z.object({ errors: z.array(z.object({ type: z.string().nullish() })) });

/** The one translation of what Octokit throws; the transport's own errors are inside of its. */
export function toForgeError(error: unknown): ForgeError {
  const known = forgeErrorIn(error);
  if (known === null) {
    // Octokit's words may quote the request.
    const name = error instanceof Error ? error.name : typeof error;
    return new ForgeError('bad-reply', { detail: `the answer could not be read: ${name}` });
  }
  const { status, message, retryAfterSeconds } = known;
  if (status === LEGALLY_BLOCKED) return new ForgeError('not-found', { detail: message, status });
  const isUntimedLimit =
    known.code === 'rate-limited' && status !== undefined && retryAfterSeconds === undefined;
  if (!isUntimedLimit) return known;
  return new ForgeError('rate-limited', { detail: message, status, retryAfterSeconds: DEFAULT_WAIT_SECONDS });
}

function forgeErrorIn(error: unknown): ForgeError | null {
  if (error instanceof ForgeError) return error;
  return error instanceof Error && error.cause instanceof ForgeError ? error.cause : null;
}

/** GitHub cannot tell this one thing. */
export function isBroken(error: unknown): boolean {
  return error instanceof ForgeError && (error.status === 500 || BROKEN.has(error.code));
}

/** 422: it would take too long. */
const BROKEN: ReadonlySet<ForgeErrorCode> = new Set<ForgeErrorCode>(['bad-reply', 'forbidden', 'invalid']);
