import type { TokenFacts, TokenKind } from '../../domain/account.js';

const OWN_FORM = /^(?:gh[pousr]_|github_pat_)|^[0-9a-f]{40}$/;
const GITLAB_FORM = /^gl[a-z]{2,}-/;

/** Scopes that Forgewatch can use, now or for a person's commands. */
const USABLE_SCOPES: ReadonlySet<string> = new Set([
  'repo',
  'repo:status',
  'repo_deployment',
  'public_repo',
  'repo:invite',
  'security_events',
  'notifications',
  'workflow',
  'read:org',
  'read:user',
  'user:email',
  'read:packages',
]);

export function recognisesToken(secret: string): boolean | null {
  if (OWN_FORM.test(secret)) return true;
  return GITLAB_FORM.test(secret) ? false : null;
}

/** What the headers of `GET /user` tell: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps */
export function toTokenFacts(
  secret: string,
  headers: { readonly scopes: string | null; readonly expiration: string | null },
): TokenFacts {
  const kind = kindOf(secret, headers.scopes);
  const scopes = kind === 'github-classic' && headers.scopes !== null ? splitScopes(headers.scopes) : null;
  const expiresAt = parseExpiration(headers.expiration);
  if (scopes === null) {
    return {
      kind,
      scopes,
      expiresAt,
      missingScopes: [],
      excessScopes: [],
      canWrite: null,
      readsInbox: false,
    };
  }
  const readsCode = scopes.includes('repo') || scopes.includes('public_repo');
  const readsInbox = scopes.includes('notifications') || scopes.includes('repo');
  return {
    kind,
    scopes,
    expiresAt,
    missingScopes: readsCode ? [] : ['repo'],
    excessScopes: scopes.filter((scope) => !USABLE_SCOPES.has(scope)),
    canWrite: readsCode,
    readsInbox,
  };
}

/** The header is missing for tokens with fine permissions, and empty for a classic one without any scope. */
function kindOf(secret: string, scopes: string | null): TokenKind {
  if (secret.startsWith('github_pat_')) return 'github-fine-grained';
  if (/^gh[usr]_/.test(secret)) return 'github-app';
  if (/^gh[po]_/.test(secret) || scopes !== null) return 'github-classic';
  return 'github-app';
}

function splitScopes(header: string): readonly string[] {
  return header
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

/** `2027-10-12 09:00:00 UTC`, from some servers with a numeric offset. */
function parseExpiration(header: string | null): Date | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})\s*(UTC|Z|[+-]\d{2}:?\d{2})?$/.exec(
    header?.trim() ?? '',
  );
  if (!found) return null;
  const [, day = '', time = '', zone = 'Z'] = found;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
