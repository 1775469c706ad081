import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import type { Turn } from './turn.js';

/** Of all chats: whatever a person's own accounts read is theirs to see. */
export async function ownWatches(
  { stores }: Pick<BotDeps, 'stores'>,
  { visit }: Pick<Turn, 'visit'>,
): Promise<readonly WatchedProject[]> {
  const accounts = await stores.accounts.listOf(visit.visitor.id);
  const active = accounts.filter(({ state }) => state === 'active');
  return (await Promise.all(active.map(({ id }) => stores.watches.listOfAccount(id)))).flat();
}
