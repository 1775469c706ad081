import type { Account } from './account.js';
import type { FeedKind, FeedPlan } from './feed.js';
import type { ForgeKind } from './forge.js';
import type { Watch, WatchLevel } from './watch.js';

/** Feeds that read one project for any watch of these levels. */
const PROJECT_FEEDS: Readonly<
  Record<ForgeKind, readonly { kind: FeedKind; levels: readonly WatchLevel[] }[]>
> = {
  gitlab: [
    { kind: 'pipelines', levels: ['participating', 'team', 'all'] },
    { kind: 'merge-requests', levels: ['all'] },
  ],
  github: [
    { kind: 'pipelines', levels: ['participating', 'team', 'all'] },
    { kind: 'merge-requests', levels: ['participating', 'team', 'all'] },
    { kind: 'comments', levels: ['participating', 'team', 'all'] },
  ],
};

/** The feeds that these watches of an account need; none while nothing is watched, so an idle account costs nothing. */
export function planFeeds(
  account: Pick<Account, 'forge' | 'token' | 'state'>,
  watches: readonly Pick<Watch, 'projectId' | 'level' | 'isConfirmed'>[],
): readonly FeedPlan[] {
  const wanted = watches.filter((watch) => watch.isConfirmed && watch.level !== 'muted');
  if (account.state === 'refused' || wanted.length === 0) return [];
  const plans = new Map<string, FeedPlan>();
  for (const watch of wanted) {
    for (const feed of PROJECT_FEEDS[account.forge.kind]) {
      if (!feed.levels.includes(watch.level)) continue;
      plans.set(`${feed.kind}:${watch.projectId}`, { kind: feed.kind, projectId: watch.projectId });
    }
  }
  return [...accountFeeds(account), ...plans.values()];
}

function accountFeeds(account: Pick<Account, 'forge' | 'token'>): readonly FeedPlan[] {
  if (account.forge.kind === 'gitlab') {
    return [
      { kind: 'inbox', projectId: null },
      { kind: 'activity', projectId: null },
      { kind: 'merge-requests', projectId: null },
    ];
  }
  return account.token.readsInbox ? [{ kind: 'inbox', projectId: null }] : [];
}
