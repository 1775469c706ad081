import type { Circle } from './circle.js';
import type { FeedKind } from './feed.js';

/**
 * "Look at this feed now", said to others who watch the project. Only the time to look crosses between accounts: they
 * look with their own tokens, and are not told at what.
 */
export interface PeerCall {
  readonly kind: FeedKind;
  readonly projectId: string;
  /** Their account feed of that kind, not the project's. */
  readonly isAccountFeed: boolean;
  readonly whom: 'lookout' | Circle;
  /** A watch that wants more than what concerns its owner is called besides, whatever happened. */
  readonly reachesWideLevels: boolean;
}
