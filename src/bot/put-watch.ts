import type { ChatKind } from '../domain/chat.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import type { OpenLevel, PlainLevel } from '../domain/watch.js';
import type { BotDeps } from './bot-deps.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';
import type { Match } from './resolve-project.js';
import type { Visit } from './visit.js';

/** Of a watch for which nobody chose one. */
export function usualLevel(kind: ChatKind): OpenLevel {
  return kind === 'group' ? 'team' : 'participating';
}

export interface PutWatch {
  readonly kind: 'started' | 'changed' | 'unconfirmed';
  readonly watched: WatchedProject;
}

/**
 * Starts the watch in the visited chat, or changes the level of the one there is, whoever's token it uses; with no
 * level named, it leaves that one as it is. In a group a new one waits until its owner has confirmed that the group may read the project.
 */
export async function putWatch(
  deps: BotDeps,
  visit: Visit,
  match: Match,
  level: PlainLevel | null,
): Promise<PutWatch> {
  const put = await place(deps, visit, match, level);
  const { account, project } = match;
  if (project.role !== undefined) await deps.stores.watches.noteRole(account.id, project.id, project.role);
  return put;
}

async function place(
  deps: BotDeps,
  visit: Visit,
  { account, project }: Match,
  level: PlainLevel | null,
): Promise<PutWatch> {
  const { stores, clock } = deps;
  const inChat = await stores.watches.listOfChat(visit.chatKey);
  const existing = inChat.find(
    (watched) => watched.project.id === project.id && watched.account.forge.url === account.forge.url,
  );
  if (existing?.watch.isConfirmed === true) {
    if (level === null) return { kind: 'changed', watched: existing };
    await stores.watches.setLevel(existing.watch.id, level);
    await refreshFeeds(deps, existing.account.id);
    return { kind: 'changed', watched: { ...existing, watch: { ...existing.watch, level, filter: null } } };
  }
  if (existing !== undefined && existing.account.id !== account.id)
    await stores.watches.remove(existing.watch.id);
  const isConfirmed = visit.chatKind === 'private';
  const { watch } = await stores.watches.put({
    chatKey: visit.chatKey,
    accountId: account.id,
    project,
    level: level ?? usualLevel(visit.chatKind),
    isConfirmed,
    now: clock(),
  });
  if (isConfirmed) await refreshFeeds(deps, account.id);
  return { kind: isConfirmed ? 'started' : 'unconfirmed', watched: { watch, project, account } };
}
