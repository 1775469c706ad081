import { withoutScheme, type Forge } from '../domain/forge.js';
import { Secret } from '../domain/secret.js';

export type TokenArgument =
  | { readonly kind: 'empty' }
  | { readonly kind: 'address'; readonly forge: Forge }
  | { readonly kind: 'token'; readonly secret: Secret; readonly forge: Forge | null }
  | { readonly kind: 'foreign-address' }
  | { readonly kind: 'unclear' };

/** What fits into an HTTP header, and is neither a word nor a book. */
const TOKEN_FORM = /^[\x21-\x7e]{8,512}$/;

/** A host's name or number; the last part of a token with dots is longer than any such ending. */
const HOST_FORM = /^(?:[a-z\d-]+\.)+(?:[a-z]{2,8}|\d{1,3})(?::\d{1,5})?(?:\/|$)/i;

/** `<token>`, `<instance address>` or `<instance address> <token>`. */
export function parseTokenArgument(argument: string, forges: readonly Forge[]): TokenArgument {
  const [first, second, ...more] = argument.split(/\s+/).filter((word) => word !== '');
  if (first === undefined) return { kind: 'empty' };
  if (more.length > 0) return { kind: 'unclear' };
  const forge = findForge(first, forges);
  if (second === undefined && forge !== null) return { kind: 'address', forge };
  if (second === undefined) {
    const isForeign = isAddress(first) || HOST_FORM.test(first);
    return isForeign ? { kind: 'foreign-address' } : toToken(first, null);
  }
  if (forge !== null) return toToken(second, forge);
  return isAddress(first) || first.includes('.') ? { kind: 'foreign-address' } : { kind: 'unclear' };
}

function toToken(word: string, forge: Forge | null): TokenArgument {
  return TOKEN_FORM.test(word) ? { kind: 'token', secret: new Secret(word), forge } : { kind: 'unclear' };
}

function isAddress(word: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(word);
}

/** With or without the scheme, a slash at the end, or capital letters; `github` where there is only one. */
function findForge(word: string, forges: readonly Forge[]): Forge | null {
  const [only, ...others] = forges.filter(({ kind }) => kind === word.toLowerCase());
  if (only !== undefined) return others.length === 0 ? only : null;
  const address = normalise(isAddress(word) ? word : `https://${word}`);
  if (address === null) return null;
  const exact = forges.find((forge) => normalise(forge.url) === address);
  if (exact !== undefined || isAddress(word)) return exact ?? null;
  return forges.find((forge) => withoutScheme(normalise(forge.url) ?? '') === withoutScheme(address)) ?? null;
}

function normalise(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`.replace(/\/+$/, '');
}
