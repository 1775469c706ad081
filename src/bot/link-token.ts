import type { Account, Identity } from '../domain/account.js';
import { ForgeError } from '../domain/errors.js';
import type { Forge } from '../domain/forge.js';
import type { ForgeAdapters } from '../domain/ports/forge-adapter.js';
import type { Secret } from '../domain/secret.js';
import type { BotDeps, TokenOnly } from './bot-deps.js';
import { goOnWith } from './desk/rest.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';

export type LinkOutcome =
  | { readonly kind: 'linked'; readonly account: Account; readonly isNew: boolean }
  | { readonly kind: 'expired' }
  | { readonly kind: 'missing-scopes'; readonly scopes: readonly string[] }
  | { readonly kind: 'failed'; readonly trouble: ForgeError };

/** Instances that a token can belong to, by its form; those that know it for sure rule the others out. */
export function possibleForges(
  secret: Secret,
  forges: readonly Forge[],
  adapters: ForgeAdapters,
): readonly Forge[] {
  const judged = forges.map((forge) => ({
    forge,
    verdict: adapters[forge.kind].recognisesToken(secret.reveal()),
  }));
  const isKnown = Object.values(adapters).some(
    (adapter) => adapter.recognisesToken(secret.reveal()) === true,
  );
  return judged
    .filter(({ verdict }) => (isKnown ? verdict === true : verdict !== false))
    .map(({ forge }) => forge);
}

/** Asks the forge who the token is and links it; whatever is wrong with it, nothing is stored. */
export async function linkToken(deps: BotDeps, personId: string, token: TokenOnly): Promise<LinkOutcome> {
  const { stores, clock } = deps;
  const identity = await identify(deps, token);
  if (identity instanceof ForgeError) return { kind: 'failed', trouble: identity };
  const { expiresAt, missingScopes } = identity.token;
  const now = clock();
  if (expiresAt !== null && expiresAt <= now) return { kind: 'expired' };
  if (missingScopes.length > 0) return { kind: 'missing-scopes', scopes: missingScopes };
  const { account, isNew } = await stores.accounts.link({ personId, ...token, identity, now });
  await refreshFeeds(deps, account.id);
  await goOnWith(deps, account);
  if (!isNew) await stores.feeds.wakeAll(account.id, now);
  deps.logger.info(
    { personId, accountId: account.id, forge: token.forge.url, isNew },
    'an account was linked',
  );
  return { kind: 'linked', account, isNew };
}

async function identify(deps: BotDeps, token: TokenOnly): Promise<Identity | ForgeError> {
  try {
    return await deps.adapters[token.forge.kind].identify(deps.openSession(token));
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ forge: token.forge.url, error }, 'a token was not accepted');
    return error;
  }
}
