import type { Account } from './account.js';
import type { FeedKind, FeedPlan } from './feed.js';
import type { ForgeKind } from './forge.js';
import type { Topic } from './topic.js';
import type { Watch } from './watch.js';
import type { WatchFilter } from './watch-filter.js';

interface ProjectFeed {
  readonly kind: FeedKind;
  /** What it tells of; it is read while some watch listens to one of these. */
  readonly topics: readonly Topic[];
  /** It adds only what is nobody's concern: what concerns the reader comes through the account's own feeds. */
  readonly isForOnlookers?: true;
}

const PROJECT_FEEDS: Readonly<Record<ForgeKind, readonly ProjectFeed[]>> = {
  gitlab: [
    { kind: 'pipelines', topics: ['pipelines'] },
    { kind: 'pulse', topics: ['merge-requests', 'talk'] },
    { kind: 'merge-requests', topics: ['merge-requests'], isForOnlookers: true },
    { kind: 'issues', topics: ['issues'], isForOnlookers: true },
  ],
  github: [
    { kind: 'pipelines', topics: ['pipelines'] },
    { kind: 'merge-requests', topics: ['merge-requests'] },
    { kind: 'issues', topics: ['issues'] },
    { kind: 'comments', topics: ['talk'] },
  ],
};

/** The feeds that these watches of an account need; none while nothing is watched, so an idle account costs nothing. */
export function planFeeds(
  account: Pick<Account, 'forge' | 'token' | 'state'>,
  watches: readonly Pick<Watch, 'projectId' | 'level' | 'filter' | 'isConfirmed'>[],
): readonly FeedPlan[] {
  const wanted = watches.filter((watch) => watch.isConfirmed && watch.level !== 'muted');
  if (account.state === 'refused' || wanted.length === 0) return [];
  const plans = new Map<string, FeedPlan>();
  for (const watch of wanted) {
    for (const feed of PROJECT_FEEDS[account.forge.kind]) {
      if (!listens(watch, feed)) continue;
      plans.set(`${feed.kind}:${watch.projectId}`, { kind: feed.kind, projectId: watch.projectId });
    }
  }
  return [...accountFeeds(account), ...plans.values()];
}

function listens(
  { level, filter }: Pick<Watch, 'level' | 'filter'>,
  { topics, isForOnlookers }: ProjectFeed,
): boolean {
  if (filter !== null) return topics.some((topic) => isWanted(filter, topic, isForOnlookers === true));
  return isForOnlookers !== true || level === 'all';
}

/** What is switched on is told whomever it concerns, as an onlooker hears it. */
function isWanted({ base, on, off }: WatchFilter, topic: Topic, isForOnlookers: boolean): boolean {
  if (on.some((toggle) => toggle.topic === topic)) return true;
  if (off.some((toggle) => toggle.topic === topic && toggle.type === null)) return false;
  return base === 'all' || !isForOnlookers;
}

const TOKEN: FeedPlan = { kind: 'token', projectId: null };

function accountFeeds(account: Pick<Account, 'forge' | 'token'>): readonly FeedPlan[] {
  if (account.forge.kind === 'gitlab') {
    return [
      { kind: 'inbox', projectId: null },
      { kind: 'activity', projectId: null },
      { kind: 'merge-requests', projectId: null },
      { kind: 'issues', projectId: null },
      TOKEN,
    ];
  }
  return account.token.readsInbox ? [{ kind: 'inbox', projectId: null }, TOKEN] : [TOKEN];
}
