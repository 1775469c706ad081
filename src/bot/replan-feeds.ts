import { createHash } from 'node:crypto';
import { FEED_CATALOGUE } from '../domain/feed-plan.js';
import type { BotDeps } from './bot-deps.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';

const SETTING = 'feed-catalogue';

/** What an older version could not read is read for everybody from now on, without a watch being touched. */
export async function replanFeeds(
  deps: Pick<BotDeps, 'stores' | 'clock' | 'logger' | 'onFeedsChanged'>,
  catalogue: unknown = FEED_CATALOGUE,
): Promise<void> {
  const { accounts, settings } = deps.stores;
  const print = createHash('sha256').update(JSON.stringify(catalogue)).digest('hex');
  if ((await settings.get(SETTING)) === print) return;
  const ids = await accounts.listIds();
  for (const id of ids) await refreshFeeds(deps, id);
  // Last: what was broken off is begun again at the next start.
  await settings.set(SETTING, print);
  deps.logger.info({ accounts: ids.length }, 'the feeds of all accounts were planned anew');
}
