import { createHash } from 'node:crypto';
import type { TokenOptions } from '../../forge-world.js';
import type { Account } from './account.js';
import { type GithubState, nextId } from './github-state.js';

export type PermissionLevel = 'read' | 'write';

export interface Token {
  readonly secret: string;
  readonly owner: Account;
  readonly kind: 'classic' | 'fine-grained';
  /** Of a classic token. */
  readonly scopes: readonly string[];
  /** Of a fine-grained one. */
  readonly permissions: ReadonlyMap<string, PermissionLevel>;
  readonly expiresAt: Date | null;
  /** Makes this token's ETags differ from everybody else's. */
  readonly salt: string;
  isRevoked: boolean;
}

const CLASSIC_SCOPES = ['notifications', 'repo'];
const FINE_GRAINED_PERMISSIONS = [
  'actions=write',
  'contents=write',
  'deployments=write',
  'issues=write',
  'pull_requests=write',
];

export function addToken(state: GithubState, owner: Account, options: TokenOptions): Token {
  const kind = options.kind ?? 'classic';
  const digest = createHash('sha512')
    .update(`${owner.login} ${nextId(state, 'token')}`)
    .digest('hex');
  const token: Token = {
    secret: kind === 'classic' ? `ghp_${digest.slice(0, 36)}` : finePrefixed(digest),
    owner,
    kind,
    scopes: kind === 'classic' ? [...(options.scopes ?? CLASSIC_SCOPES)].sort() : [],
    permissions: kind === 'classic' ? new Map() : readPermissions(options.scopes ?? FINE_GRAINED_PERMISSIONS),
    expiresAt: options.expiresAt ?? null,
    salt: digest.slice(-24),
    isRevoked: false,
  };
  state.tokens.set(token.secret, token);
  return token;
}

export function isUsable(token: Token, now: Date): boolean {
  return !token.isRevoked && (token.expiresAt === null || token.expiresAt > now);
}

function finePrefixed(digest: string): string {
  return `github_pat_${digest.slice(0, 22)}_${digest.slice(22, 81)}`;
}

/** `pull_requests=write`, as GitHub's headers put it; `pull_requests:write` is understood too. */
function readPermissions(scopes: readonly string[]): Map<string, PermissionLevel> {
  const permissions = new Map<string, PermissionLevel>([['metadata', 'read']]);
  for (const scope of scopes) {
    const [name, level] = scope.split(/[=:]/);
    if (name === undefined || (level !== 'read' && level !== 'write')) {
      throw new Error(`Not a permission of a fine-grained token: ${scope}.`);
    }
    permissions.set(name, level);
  }
  return permissions;
}
