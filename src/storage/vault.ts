import type { Account, OpenAccount } from '../domain/account.js';
import type { Logger } from '../domain/logger.js';
import type { Secret } from '../domain/secret.js';
import { toAccount, type AccountRow } from './rows.js';
import { accountOwner, pendingOwner, seal, unseal } from './sealing.js';

/** Seals and opens what the database keeps secret, and remembers what this process cannot open. */
export class Vault {
  readonly #key: Buffer;
  readonly #log: Logger;
  readonly #unopenable = new Set<string>();

  constructor(key: Buffer, log: Logger) {
    this.#key = key;
    this.#log = log;
  }

  sealToken(accountId: string, secret: Secret): string {
    return seal(this.#key, secret, accountOwner(accountId));
  }

  sealPending(pendingId: string, secret: Secret): string {
    return seal(this.#key, secret, pendingOwner(pendingId));
  }

  openPending(pendingId: string, sealed: string): Secret | null {
    return unseal(this.#key, sealed, pendingOwner(pendingId));
  }

  /** `null` when the token was sealed with another key, which is logged once for each token. */
  open(row: AccountRow): OpenAccount | null {
    const secret = unseal(this.#key, row.sealed_token, accountOwner(row.id));
    if (secret !== null) return { ...toAccount(row), secret };
    if (!this.#unopenable.has(row.sealed_token)) {
      this.#unopenable.add(row.sealed_token);
      this.#log.error(
        { account: row.id },
        'a stored token cannot be opened: SECRET_KEY is not the one that sealed it, or the person must link again',
      );
    }
    return null;
  }

  /** As people see it: with a token that cannot be opened an account is as good as refused. */
  describe(row: AccountRow): Account {
    const account = toAccount(row);
    return this.open(row) === null ? { ...account, state: 'refused' } : account;
  }

  /** Sealed tokens that are no use to this process; another daemon may hold the right key. */
  unopenable(): readonly string[] {
    return [...this.#unopenable];
  }
}
