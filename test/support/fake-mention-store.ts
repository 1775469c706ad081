import type { Account } from '../../src/domain/account.js';
import type { Callee } from '../../src/domain/called.js';
import type { Member } from '../../src/domain/ports/people-store.js';
import type { MentionStore } from '../../src/domain/ports/mention-store.js';

type Rows<T> = ReadonlyMap<string, T>;

/** Who is mentioned where, in memory; what hangs on an account goes with it. */
export class FakeMentionStore implements MentionStore {
  readonly #rows: { readonly chatId: string; readonly accountId: string }[] = [];
  readonly #accounts: Rows<Account>;
  readonly #people: Rows<Member>;

  constructor(accounts: Rows<Account>, people: Rows<Member>) {
    this.#accounts = accounts;
    this.#people = people;
  }

  listOf(chatId: string): Promise<readonly Callee[]> {
    const accounts = this.#rows
      .filter((row) => row.chatId === chatId)
      .flatMap(({ accountId }) => this.#accounts.get(accountId) ?? [])
      .filter(({ state }) => state === 'active');
    return Promise.resolve(
      accounts.map(({ personId, forge, user: { id, login } }) => ({
        personId,
        name: this.#people.get(personId)?.name ?? '',
        forgeUrl: forge.url,
        user: { id, login },
      })),
    );
  }

  groupsOf(personId: string) {
    const own = this.#rows.filter(({ accountId }) => this.#accounts.get(accountId)?.personId === personId);
    return Promise.resolve(
      [...new Set(own.map(({ chatId }) => chatId))].map((chatId) => ({ chatId, title: null })),
    );
  }

  begin({ chatId, accountId }: Parameters<MentionStore['begin']>[0]): Promise<void> {
    this.#rows.push({ chatId, accountId });
    return Promise.resolve();
  }

  end(chatId: string, personId: string): Promise<boolean> {
    const kept = this.#rows.filter(
      (row) => row.chatId !== chatId || this.#accounts.get(row.accountId)?.personId !== personId,
    );
    const hasEnded = kept.length < this.#rows.length;
    this.#rows.splice(0, this.#rows.length, ...kept);
    return Promise.resolve(hasEnded);
  }
}
