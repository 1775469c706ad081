import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import type { ListPurpose } from './callback-data.js';
import { ownWatches } from './own-watches.js';
import type { Turn } from './turn.js';

/**
 * Each project once: in private what the person's own accounts read, wherever it is watched, and in a group what it
 * watches. What an account read is hidden while its forge refuses the token.
 */
export async function visibleWatches(deps: BotDeps, turn: Turn): Promise<readonly WatchedProject[]> {
  const { chatKey, chatKind, visitor } = turn.visit;
  const ofChat = await deps.stores.watches.listOfChat(chatKey);
  if (chatKind === 'group')
    return ofChat.filter(({ watch, account }) => watch.isConfirmed && account.state === 'active');
  const own = await ownWatches(deps.stores, visitor.id);
  const isHere = ({ watch }: WatchedProject): boolean => watch.chatKey === chatKey;
  const ordered = [...own.filter(isHere), ...own.filter((one) => !isHere(one))];
  const byProject = new Map<string, WatchedProject>();
  for (const one of ordered) {
    const key = `${one.account.id}:${one.project.id}`;
    if (!byProject.has(key)) byProject.set(key, one);
  }
  return [...byProject.values()];
}

/** Those that a list for that purpose is of: the chat's, but where more may be seen than it watches. */
export function watchesFor(
  deps: BotDeps,
  turn: Turn,
  purpose: ListPurpose,
): Promise<readonly WatchedProject[]> {
  return purpose === 'stats'
    ? visibleWatches(deps, turn)
    : deps.stores.watches.listOfChat(turn.visit.chatKey);
}
