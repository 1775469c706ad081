import type { Account } from '../../domain/account.js';
import type { ChatKind } from '../../domain/chat.js';
import type { PeopleStores } from '../../domain/ports/people-store.js';
import { isMuted, isOfPeople } from '../../domain/watch.js';
import { ownWatches } from '../own-watches.js';

/** Whose eyes a digest looks through, and at which projects. */
export interface Scope {
  readonly accounts: readonly Account[];
  /** The reader's own things are told; a group has none. */
  readonly isPersonal: boolean;
  readonly includes: (accountId: string, projectId: string) => boolean;
  readonly includesOn: (forgeUrl: string, projectId: string) => boolean;
  /** Whether the chat muted a merge request or a branch, by the target of such a mute. */
  readonly isMuted: (target: string) => boolean;
}

type Stores = Pick<PeopleStores, 'accounts' | 'watches' | 'mutes'>;

interface Place {
  readonly chatKey: string;
  readonly chatId: string;
  readonly kind: ChatKind;
}

/**
 * A person's is all that they watch in any chat; a group's what its members agreed that it may read. What the chat itself
 * muted is left out.
 */
export async function scopeOf(stores: Stores, place: Place, now: Date): Promise<Scope> {
  const { chatKey, chatId, kind } = place;
  const here = await stores.watches.listOfChat(chatKey);
  const muted = new Set(here.filter(({ watch }) => isMuted(watch, now)).map(({ project }) => project.url));
  const isPersonal = kind === 'private';
  const watched = isPersonal
    ? (await ownWatches(stores, chatId)).filter(({ watch }) => isOfPeople(watch))
    : here;
  const own = watched.filter(
    ({ watch, account, project }) =>
      watch.isConfirmed && account.state === 'active' && !muted.has(project.url),
  );
  const mutes = new Set((await stores.mutes.list(chatKey, now)).map(({ target }) => target));
  const pairs = new Set(own.map(({ account, project }) => `${account.id} ${project.id}`));
  const places = new Set(own.map(({ account, project }) => `${account.forge.url} ${project.id}`));
  return {
    accounts: [...new Map(own.map(({ account }) => [account.id, account])).values()],
    isPersonal,
    includes: (accountId, projectId) => pairs.has(`${accountId} ${projectId}`),
    includesOn: (forgeUrl, projectId) => places.has(`${forgeUrl} ${projectId}`),
    isMuted: (target) => mutes.has(target),
  };
}
