import type { WatchedProject } from '../domain/ports/people-store.js';
import type { WatchFilter } from '../domain/watch-filter.js';
import { awaitFirstReads } from './await-first-reads.js';
import type { BotDeps } from './bot-deps.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';

/** Gives the watch the filter, and the account the feeds that it needs; returns the watch as it is then. */
export async function saveFilter(
  deps: BotDeps,
  watched: WatchedProject,
  filter: WatchFilter,
): Promise<WatchedProject> {
  await deps.stores.watches.setFilter(watched.watch.id, filter);
  await refreshFeeds(deps, watched.account.id);
  await awaitFirstReads(deps, [watched.account.id]);
  return { ...watched, watch: { ...watched.watch, level: 'custom', filter } };
}
