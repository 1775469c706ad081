import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import type { Turn } from './turn.js';

/** A button of another chat, carried here by a changed client, opens nothing. */
export async function watchOfChat(
  { stores }: Pick<BotDeps, 'stores'>,
  { visit }: Pick<Turn, 'visit'>,
  watchId: string,
): Promise<WatchedProject | null> {
  const watched = await stores.watches.find(watchId);
  return watched?.watch.chatKey === visit.chatKey ? watched : null;
}
