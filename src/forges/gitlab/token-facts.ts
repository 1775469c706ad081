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
    expiresAt: endOfDay(self?.expires_at ?? null),
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

/** A token expires with a date, in UTC. */
function endOfDay(expiresAt: string | null): Date | null {
  if (expiresAt === null) return null;
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(expiresAt) ? `${expiresAt}T23:59:59.999Z` : expiresAt);
  return Number.isNaN(date.getTime()) ? null : date;
}
