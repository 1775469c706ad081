import { planFeeds } from '../domain/feed-plan.js';
import type { BotDeps } from './bot-deps.js';

/** Brings an account's feeds in line with its watches, and has the scheduler look. */
export async function refreshFeeds(
  { stores, clock, onFeedsChanged }: Pick<BotDeps, 'stores' | 'clock' | 'onFeedsChanged'>,
  accountId: string,
): Promise<void> {
  const account = await stores.accounts.find(accountId);
  if (account === null) return;
  const watched = await stores.watches.listOfAccount(accountId);
  const plan = planFeeds(
    account,
    watched.map(({ watch }) => watch),
  );
  await stores.feeds.reconcile(accountId, plan, clock());
  onFeedsChanged();
}
