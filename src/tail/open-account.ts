import type { TailForge } from '../../config/tail.js';
import type { OpenAccount } from '../domain/account.js';
import { ForgeError, type ForgeErrorCode } from '../domain/errors.js';
import type { Forge } from '../domain/forge.js';
import type { ForgeAdapters, ForgeSession } from '../domain/ports/forge-adapter.js';
import type { Governor } from '../polling/governor.js';
import { EXIT, type TailEnd } from './exit-code.js';

/** The one reader there is. */
export const READER = 'terminal';

export interface Asking {
  readonly adapters: ForgeAdapters;
  readonly governor: Governor;
  readonly signal: AbortSignal;
}

/** `wait`: the forge does not answer now, which may pass by itself. */
export type Refusal = TailEnd & { readonly mayPass: boolean };

/** Asks the forge whose the token is. What is wrong with it is said, and nothing of it shown. */
export async function openAccount(
  asking: Asking,
  given: TailForge,
  now: Date,
): Promise<OpenAccount | Refusal> {
  const { forge, secret, tokenName } = given;
  const { adapters } = asking;
  if (adapters[forge.kind].recognisesToken(secret.reveal()) === false) {
    const other = forge.kind === 'gitlab' ? 'GitHub' : 'GitLab';
    return refusal(
      EXIT.config,
      `${tokenName} holds a token of ${other}, and ${forge.url} wants one of its own.`,
    );
  }
  try {
    const { user, token } = await adapters[forge.kind].identify(sessionOf(asking, given));
    const id = `${forge.url} ${user.id}`;
    const account = {
      id,
      personId: READER,
      forge,
      user,
      token,
      secret,
      state: 'active',
      linkedAt: now,
    } as const;
    return refusalOfToken(account, tokenName, now) ?? account;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return explain(error.code, given);
  }
}

export function sessionOf(
  { governor, signal }: Pick<Asking, 'governor' | 'signal'>,
  { forge, secret }: Pick<TailForge, 'forge' | 'secret'>,
): ForgeSession {
  return { forge, secret, gate: governor.gateFor({ id: forge.url, forge }, 'person'), signal };
}

export function explain(code: ForgeErrorCode, { forge, tokenName, addressName }: TailForge): Refusal {
  const name = nameOf(forge);
  switch (code) {
    case 'token-refused':
      return refusal(
        EXIT.token,
        `${forge.url} refuses the token in ${tokenName}: it may be mistyped, expired or revoked. Make a new one.`,
      );
    case 'forbidden':
      return refusal(EXIT.token, `${forge.url} does not let the token in ${tokenName} in: check its scopes.`);
    case 'rate-limited':
      return {
        ...refusal(EXIT.unreachable, `${forge.url} asks for patience: it takes no requests now.`),
        mayPass: true,
      };
    case 'untrusted':
      return refusal(
        EXIT.unreachable,
        `The certificate of ${forge.url} is not trusted here. If your own authority made it, name the file of that authority in NODE_EXTRA_CA_CERTS.`,
      );
    case 'unavailable':
      return { ...refusal(EXIT.unreachable, `${forge.url} does not answer.`), mayPass: true };
    default:
      return refusal(EXIT.unreachable, `${forge.url} does not answer like ${name}: check ${addressName}.`);
  }
}

function refusalOfToken(
  { token, forge }: Pick<OpenAccount, 'token' | 'forge'>,
  tokenName: string,
  now: Date,
): Refusal | null {
  const { expiresAt, missingScopes } = token;
  if (expiresAt !== null && expiresAt <= now) {
    return refusal(EXIT.token, `The token in ${tokenName} has expired. Make a new one at ${forge.url}.`);
  }
  if (missingScopes.length === 0) return null;
  return refusal(
    EXIT.token,
    `The token in ${tokenName} lacks the scope ${missingScopes.join(', ')}: make one that has it.`,
  );
}

function refusal(code: TailEnd['code'], sentence: string): Refusal {
  return { code, sentence, mayPass: false };
}

function nameOf({ kind }: Forge): string {
  return kind === 'gitlab' ? 'GitLab' : 'GitHub';
}
