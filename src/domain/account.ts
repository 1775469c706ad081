import type { Forge, Person } from './forge.js';
import type { Secret } from './secret.js';

export type TokenKind =
  'gitlab-personal' | 'gitlab-bot' | 'gitlab-oauth' | 'github-classic' | 'github-fine-grained' | 'github-app';

/** What a forge told about a token when it was linked. */
export interface TokenFacts {
  readonly kind: TokenKind;
  /** `null`: this kind of token does not tell (GitHub fine-grained). */
  readonly scopes: readonly string[] | null;
  readonly expiresAt: Date | null;
  /** Scopes that reading needs and that this token lacks; empty when it can do the job. */
  readonly missingScopes: readonly string[];
  /** Scopes it carries beyond what Forgewatch can use. */
  readonly excessScopes: readonly string[];
  /** `null`: only a write would tell. */
  readonly canWrite: boolean | null;
  /** False for GitHub tokens that `/notifications` refuses. */
  readonly readsInbox: boolean;
  /**
   * Lower-case paths of the groups (GitLab) and teams (`org/team`, GitHub) whose mention calls its owner, too; missing:
   * nothing told them.
   */
  readonly groups?: readonly string[];
}

/** Who a token belongs to and what it may do. */
export interface Identity {
  readonly user: Person;
  readonly token: TokenFacts;
}

/** `refused`: the forge answered 401; nothing is polled until the person links a new token. */
export type AccountState = 'active' | 'refused';

/** A person's identity on a forge. The sealed token is opened only to poll or to act for that person. */
export interface Account {
  readonly id: string;
  /** Telegram user id of its owner. */
  readonly personId: string;
  readonly forge: Forge;
  readonly user: Person;
  readonly token: TokenFacts;
  readonly state: AccountState;
  readonly linkedAt: Date;
}

/** An account together with its opened token: never stored, never logged. */
export interface OpenAccount extends Account {
  readonly secret: Secret;
}
