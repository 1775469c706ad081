import type { TokenFacts } from '../../domain/account.js';
import type { RawSelf, RawUser } from './schema.js';
import { isOauthToken } from './token-form.js';

const READING = ['read_api', 'api'];
const USEFUL: ReadonlySet<string> = new Set([...READING, 'read_user']);

/** What is known of a token; `self` is `null` where the server does not tell (OAuth, before 15.5). */
export function toTokenFacts(token: string, user: RawUser, self: RawSelf | null): TokenFacts {
  const scopes = self?.scopes ?? null;
  return {
    kind: kindOf(token, user),
    scopes,
    expiresAt: toMoment(self?.expires_at ?? null),
    missingScopes: scopes === null || scopes.some((scope) => READING.includes(scope)) ? [] : ['read_api'],
    excessScopes: scopes?.filter((scope) => !USEFUL.has(scope)) ?? [],
    canWrite: scopes === null ? null : scopes.includes('api'),
    readsInbox: true,
  };
}

/** Project and group tokens belong to a bot user of their own. */
function kindOf(token: string, user: RawUser): TokenFacts['kind'] {
  if (user.bot === true) return 'gitlab-bot';
  return isOauthToken(token) ? 'gitlab-oauth' : 'gitlab-personal';
}

/**
 * A date, at whose beginning, by UTC, the token is refused.
 * https://docs.gitlab.com/user/profile/personal_access_tokens/#create-a-personal-access-token
 */
function toMoment(expiresAt: string | null): Date | null {
  if (expiresAt === null) return null;
  const date = new Date(expiresAt);
  return Number.isNaN(date.getTime()) ? null : date;
}
