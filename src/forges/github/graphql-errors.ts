import { z } from 'zod';
import { ForgeError, type ForgeErrorCode } from '../../domain/errors.js';
import type { Secret } from '../../domain/secret.js';
import { redact } from '../http/redaction.js';
import { DEFAULT_WAIT_SECONDS } from './errors.js';

const errorSchema = z.object({
  type: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
});

/** As Octokit throws it, and as its throttling does where a limit was reached. */
const thrownSchema = z.union([
  z.object({ errors: z.array(errorSchema).min(1), data: z.unknown() }),
  z
    .object({ data: z.object({ errors: z.array(errorSchema).min(1), data: z.unknown() }) })
    .transform(({ data }) => data),
]);

interface Meaning {
  readonly code: ForgeErrorCode;
  /** What REST would have answered. */
  readonly status: number;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  FORBIDDEN: { code: 'forbidden', status: 403 },
  INSUFFICIENT_SCOPES: { code: 'forbidden', status: 403 },
  NOT_FOUND: { code: 'not-found', status: 404 },
  UNPROCESSABLE: { code: 'invalid', status: 422 },
  RATE_LIMITED: { code: 'rate-limited', status: 429 },
};

const UNKNOWN: Meaning = { code: 'bad-reply', status: 200 };

/** What a type of error means: https://docs.github.com/en/graphql/guides/forming-calls-with-graphql */
export function meaningOf(type: string | null | undefined): Meaning {
  return MEANINGS[type ?? ''] ?? UNKNOWN;
}

/** `data` of a mutation that was done though a part of its answer could not be had; `null` where it was not done. */
export function doneDespite(error: unknown): unknown {
  const { data } = thrownSchema.safeParse(error).data ?? { data: null };
  const isDone = typeof data === 'object' && data !== null && Object.values(data).some((one) => one !== null);
  return isDone ? data : null;
}

/** What GraphQL answers with status 200 and errors, or `null` for anything else. */
export function graphqlError(error: unknown, secret: Secret): ForgeError | null {
  const thrown = thrownSchema.safeParse(error);
  const first = thrown.data?.errors[0];
  if (first === undefined) return null;
  const { code, status } = meaningOf(first.type);
  const words = redact(first.message ?? '', secret);
  return new ForgeError(code, {
    detail: `GraphQL answered ${first.type ?? 'an error'}: ${words}`,
    status,
    ...(words === '' ? {} : { words }),
    ...(code === 'rate-limited' ? { retryAfterSeconds: DEFAULT_WAIT_SECONDS } : {}),
  });
}
