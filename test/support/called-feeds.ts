import type { OpenAccount } from '../../src/domain/account.js';
import { isInCircle } from '../../src/domain/circle.js';
import type { Feed } from '../../src/domain/feed.js';
import type { PeerCall } from '../../src/domain/peer-call.js';
import { viewerOf } from '../../src/domain/viewer.js';
import type { Watch } from '../../src/domain/watch.js';

/** What the store's SQL says of a feed of another account on the same forge. */
export function isCalled(
  call: PeerCall,
  feed: Feed,
  { account, watches }: { readonly account: OpenAccount; readonly watches: readonly Watch[] },
): boolean {
  const { kind, projectId, isAccountFeed, whom, reachesWideLevels } = call;
  if (feed.kind !== kind || feed.projectId !== (isAccountFeed ? null : projectId)) return false;
  if (whom === 'lookout') return feed.isLookout;
  const levels = watches.filter((watch) => watch.projectId === projectId).map(({ level }) => level);
  const isWide = levels.some((level) => level === 'team' || level === 'all');
  return isInCircle(viewerOf(account), whom) || (reachesWideLevels && isWide);
}
