import { PersonalAccessTokens, Users } from '@gitbeaker/rest';
import type { Identity } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { Secret } from '../../domain/secret.js';
import type { GitlabClient } from './client.js';
import { hasCode } from './errors.js';
import { parseReply } from './parse.js';
import { selfSchema, userSchema, type RawSelf } from './schema.js';
import { toTokenFacts } from './token-facts.js';

/** Two requests: `/personal_access_tokens/self` and `/user`. */
export async function identify(client: GitlabClient, secret: Secret): Promise<Identity> {
  const self = await readSelf(client);
  if (self?.revoked === true || self?.active === false) {
    throw new ForgeError('token-refused', { detail: 'the token is revoked or expired' });
  }
  const { body } = await client.ask(Users, (users) => users.showCurrentUser());
  const user = parseReply(userSchema, body);
  return {
    user: { id: user.id, login: user.username, name: user.name ?? user.username },
    token: toTokenFacts(secret.reveal(), user, self),
  };
}

/**
 * OAuth tokens, and servers before 15.5, have no such thing; which status says so has changed over time, and proxies
 * answer what they do not know as they like. Whether the token is refused, `/user` tells.
 */
async function readSelf(client: GitlabClient): Promise<RawSelf | null> {
  try {
    const { body } = await client.ask(PersonalAccessTokens, (tokens) => tokens.show());
    return parseReply(selfSchema, body);
  } catch (error) {
    if (hasCode(error, ['invalid', 'forbidden', 'not-found', 'token-refused', 'bad-reply'])) return null;
    throw error;
  }
}
