import type { WatchedProject } from '../domain/ports/people-store.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';
import type { WatchFilter } from '../domain/watch-filter.js';
import { awaitFirstReads } from './await-first-reads.js';
import type { BotDeps } from './bot-deps.js';

/** Gives the watch the filter, and the account the feeds that it needs; returns the watch as it is then. */
export async function saveFilter(
  deps: BotDeps,
  watched: WatchedProject,
  filter: WatchFilter,
): Promise<WatchedProject> {
  const accountId = watched.account.id;
  const known = new Set(await feedIds(deps, accountId));
  await deps.stores.watches.setFilter(watched.watch.id, filter);
  await refreshFeeds(deps, accountId);
  const isAnyNew = (await feedIds(deps, accountId)).some((id) => !known.has(id));
  if (isAnyNew) await awaitFirstReads(deps, [accountId]);
  return { ...watched, watch: { ...watched.watch, level: 'custom', filter } };
}

async function feedIds({ stores }: Pick<BotDeps, 'stores'>, accountId: string): Promise<readonly string[]> {
  return (await stores.feeds.listOf(accountId)).map(({ id }) => id);
}
