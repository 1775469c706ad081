import type { FastifyRequest } from 'fastify';
import { hasExpired } from '../state/accounts.js';
import type { Token } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { ApiError, unauthorized } from './api-error.js';

/** `PRIVATE-TOKEN` or `Authorization: Bearer`; `null` where neither was sent. */
export function sentSecret(request: FastifyRequest): string | null {
  const own = request.headers['private-token'];
  if (typeof own === 'string' && own !== '') return own;
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? null;
}

export function authenticate(store: GitlabStore, request: FastifyRequest): Token | null {
  const secret = sentSecret(request);
  if (secret === null) return null;
  const token = store.tokens.get(secret);
  if (token === undefined) throw unauthorized();
  if (token.isRevoked) throw invalid('Token was revoked. You have to re-authorize from the user.');
  if (hasExpired(token, store.now())) {
    throw invalid('Token is expired. You can either do re-authorization or token refresh.');
  }
  token.lastUsedAt = store.now();
  return token;
}

/** `any`: every scope will do. */
export function requireScope(token: Token | null, scopes: readonly string[] | 'any'): void {
  if (token === null || scopes === 'any') return;
  if (scopes.some((scope) => token.scopes.includes(scope))) return;
  throw new ApiError(403, {
    error: 'insufficient_scope',
    error_description: 'The request requires higher privileges than provided by the access token.',
    scope: scopes.join(' '),
  });
}

function invalid(description: string): ApiError {
  return new ApiError(
    401,
    { error: 'invalid_token', error_description: description },
    {
      'www-authenticate': `Bearer realm="Protected by OAuth 2.0", error="invalid_token", error_description="${description}"`,
    },
  );
}
