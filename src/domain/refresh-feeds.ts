import { planFeeds } from './feed-plan.js';
import type { PeopleStores } from './ports/people-store.js';
import type { Clock } from './time.js';

export interface RefreshDeps {
  readonly stores: Pick<PeopleStores, 'accounts' | 'feeds' | 'watches'>;
  readonly clock: Clock;
  /** Feeds became due. */
  readonly onFeedsChanged: () => void;
}

/** Brings an account's feeds in line with its watches, and has the scheduler look. */
export async function refreshFeeds(
  { stores, clock, onFeedsChanged }: RefreshDeps,
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
