import type { Account } from '../../domain/account.js';
import { type ChatKind, isInnerChat } from '../../domain/chat.js';
import type { PeopleStores, WatchedProject } from '../../domain/ports/people-store.js';

/** Whose eyes a digest looks through, and at which projects. */
export interface Scope {
  readonly accounts: readonly Account[];
  /** The reader's own things are told; a group has none. */
  readonly isPersonal: boolean;
  readonly includes: (accountId: string, projectId: string) => boolean;
  readonly includesOn: (forgeUrl: string, projectId: string) => boolean;
}

type Stores = Pick<PeopleStores, 'accounts' | 'watches'>;

/** A person's is all that they watch in any chat; a group's what its members agreed that it may read. */
export async function scopeOf(
  stores: Stores,
  { chatKey, chatId, kind }: { readonly chatKey: string; readonly chatId: string; readonly kind: ChatKind },
): Promise<Scope> {
  const watched =
    kind === 'private' ? await ofPerson(stores, chatId) : await stores.watches.listOfChat(chatKey);
  const own = watched.filter(({ watch, account }) => watch.isConfirmed && account.state === 'active');
  const pairs = new Set(own.map(({ account, project }) => `${account.id} ${project.id}`));
  const places = new Set(own.map(({ account, project }) => `${account.forge.url} ${project.id}`));
  return {
    accounts: [...new Map(own.map(({ account }) => [account.id, account])).values()],
    isPersonal: kind === 'private',
    includes: (accountId, projectId) => pairs.has(`${accountId} ${projectId}`),
    includesOn: (forgeUrl, projectId) => places.has(`${forgeUrl} ${projectId}`),
  };
}

async function ofPerson({ accounts, watches }: Stores, personId: string): Promise<readonly WatchedProject[]> {
  const own = await accounts.listOf(personId);
  const all = (await Promise.all(own.map(({ id }) => watches.listOfAccount(id)))).flat();
  return all.filter(({ watch }) => !isInnerChat(watch.chatKey));
}
