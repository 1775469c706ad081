import { createHash } from 'node:crypto';
import type { Account } from '../domain/account.js';
import type { ForgeErrorCode } from '../domain/errors.js';
import { withoutScheme, type Forge, type ForgeKind } from '../domain/forge.js';
import type { Span } from '../domain/message.js';
import type { TextKey } from './translator.js';

export const FORGE_NAMES: Readonly<Record<ForgeKind, string>> = { gitlab: 'GitLab', github: 'GitHub' };

/** An instance as people type it: `gitlab.example.com`, `example.com/gitlab`. */
export function instanceName(forge: Forge): string {
  return withoutScheme(forge.url);
}

/** An instance as people read it: `github.com`, but `GitLab (git.example.com)`, whose address does not tell what it is. */
export function instanceLabel(forge: Forge): string {
  const name = instanceName(forge);
  return name.toLowerCase().includes(forge.kind) ? name : `${FORGE_NAMES[forge.kind]} (${name})`;
}

/** The instance as a link, for texts; `instanceLabel` is for buttons. */
export function instanceSpan(forge: Forge): Span {
  return { text: instanceLabel(forge), href: forge.url };
}

/** Who and where, for labels: `alice on gitlab.com`. */
export function accountParams(account: Pick<Account, 'forge' | 'user'>): { user: string; forge: string } {
  return { user: account.user.login, forge: instanceLabel(account.forge) };
}

/** The same with links, for texts. */
export function accountSpans({ forge, user }: Pick<Account, 'forge' | 'user'>): { user: Span; forge: Span } {
  return {
    user: { text: user.login, href: `${forge.url}/${encodeURIComponent(user.login)}` },
    forge: instanceSpan(forge),
  };
}

/** The instance in a button, whichever place it has in the settings. */
export function forgeDigest({ url }: Pick<Forge, 'url'>): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 12);
}

/** GitHub's classic tokens know no reading of private repositories without writing. */
export type TokenUse = 'act' | 'read';

/** The page that makes a token, with name and scopes filled in. */
export function tokenPage(forge: Forge, use: TokenUse): string {
  return forge.kind === 'gitlab'
    ? `${forge.url}/-/user_settings/personal_access_tokens?name=Forgewatch&scopes=${use === 'act' ? 'api' : 'read_api'}`
    : `${forge.url}/settings/tokens/new?scopes=repo,notifications&description=Forgewatch`;
}

/** What a person reads when a forge did not do as asked; each text takes `forge`. */
export const FORGE_TROUBLE = {
  'token-refused': 'forge.token-refused',
  forbidden: 'forge.forbidden',
  'not-found': 'forge.not-found',
  'rate-limited': 'forge.rate-limited',
  unavailable: 'forge.unavailable',
  'bad-reply': 'forge.bad-reply',
  redirected: 'forge.redirected',
  untrusted: 'forge.untrusted',
  conflict: 'forge.conflict',
  invalid: 'forge.conflict',
} as const satisfies Record<ForgeErrorCode, TextKey>;

/** A feed keeps the code as text. */
export function isForgeTrouble(code: string): code is ForgeErrorCode {
  return Object.hasOwn(FORGE_TROUBLE, code);
}
