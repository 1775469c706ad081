import type { WatchedProject } from '../domain/ports/people-store.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';
import { awaitFirstReads } from './await-first-reads.js';
import type { BotDeps } from './bot-deps.js';
import { usualLevel } from './put-watch.js';
import type { Turn } from './turn.js';

/** Those for a time as well as those for good, which a person does not tell from each other. */
export async function endWatchMutes(
  deps: BotDeps,
  { visit }: Pick<Turn, 'visit'>,
  watched: readonly WatchedProject[],
): Promise<void> {
  for (const { watch } of watched) await deps.stores.watches.unmute(watch.id, usualLevel(visit.chatKind));
  // Nothing was read for one that was muted for good.
  const silent = watched.filter(({ watch }) => watch.level === 'muted');
  const accountIds = [...new Set(silent.map(({ account }) => account.id))];
  for (const accountId of accountIds) await refreshFeeds(deps, accountId);
  await awaitFirstReads(deps, accountIds);
}
