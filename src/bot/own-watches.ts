import type { PeopleStores, WatchedProject } from '../domain/ports/people-store.js';

/** Of all chats: whatever a person's own accounts read is theirs to see, while their forges take the tokens. */
export async function ownWatches(
  { accounts, watches }: Pick<PeopleStores, 'accounts' | 'watches'>,
  personId: string,
): Promise<readonly WatchedProject[]> {
  const active = (await accounts.listOf(personId)).filter(({ state }) => state === 'active');
  return (await Promise.all(active.map(({ id }) => watches.listOfAccount(id)))).flat();
}
