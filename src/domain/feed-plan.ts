import type { Account } from './account.js';
import type { FeedKind, FeedPlan } from './feed.js';
import type { ForgeKind } from './forge.js';
import type { Topic } from './topic.js';
import { OPEN_LEVELS, type OpenLevel, type Watch, type WatchLevel } from './watch.js';
import type { WatchFilter } from './watch-filter.js';

interface WantedFeed {
  readonly kind: FeedKind;
  /** What it tells of; it is read while some watch listens to one of these. */
  readonly topics: readonly Topic[];
  /**
   * The lowest level that hears of what it adds; where that is more than `participating`, it adds only what is nobody's
   * concern.
   */
  readonly from: OpenLevel;
  /** The token needs one of them; one that does not tell its scopes is none that could have it. */
  readonly scopes?: readonly string[];
}

/** What of a watch says what is heard through it. */
export type Listener = Pick<Watch, 'level' | 'filter'>;

const PROJECT_FEEDS: Readonly<Record<ForgeKind, readonly WantedFeed[]>> = {
  gitlab: [
    { kind: 'pipelines', topics: ['pipelines'], from: 'participating' },
    { kind: 'pulse', topics: ['merge-requests', 'talk'], from: 'participating' },
    { kind: 'merge-requests', topics: ['merge-requests'], from: 'all' },
    { kind: 'issues', topics: ['issues'], from: 'all' },
    { kind: 'releases', topics: ['releases'], from: 'team' },
    { kind: 'deployments', topics: ['deployments'], from: 'team' },
    { kind: 'wiki', topics: ['wiki'], from: 'participating' },
    { kind: 'images', topics: ['images'], from: 'all' },
    { kind: 'documents', topics: ['documents'], from: 'participating' },
    { kind: 'milestones', topics: ['issues'], from: 'team' },
  ],
  github: [
    { kind: 'pipelines', topics: ['pipelines'], from: 'participating' },
    { kind: 'merge-requests', topics: ['merge-requests', 'talk'], from: 'participating' },
    { kind: 'issues', topics: ['issues'], from: 'participating' },
    { kind: 'comments', topics: ['talk'], from: 'participating' },
    { kind: 'releases', topics: ['releases'], from: 'team' },
    { kind: 'tags', topics: ['tags'], from: 'all' },
    { kind: 'pushes', topics: ['pushes'], from: 'all' },
    { kind: 'deployments', topics: ['deployments'], from: 'team' },
    { kind: 'wiki', topics: ['wiki'], from: 'participating' },
    { kind: 'images', topics: ['images'], from: 'all', scopes: ['read:packages', 'write:packages'] },
    { kind: 'documents', topics: ['documents'], from: 'participating' },
    { kind: 'milestones', topics: ['issues'], from: 'team' },
  ],
};

/** Those of an account that some watch has to listen to. */
const SHARED_FEEDS: Readonly<Record<ForgeKind, readonly WantedFeed[]>> = {
  gitlab: [{ kind: 'group-wikis', topics: ['wiki'], from: 'participating' }],
  github: [],
};

/** Everything that this version can read: two versions that differ in it plan differently. */
export const FEED_CATALOGUE = { ofProjects: PROJECT_FEEDS, ofAccounts: SHARED_FEEDS };

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
      if (!listens(watch, feed) || !mayRead(account.token, feed)) continue;
      plans.set(`${feed.kind}:${watch.projectId}`, { kind: feed.kind, projectId: watch.projectId });
    }
  }
  const shared = SHARED_FEEDS[account.forge.kind].filter((feed) => wanted.some((one) => listens(one, feed)));
  return [
    ...accountFeeds(account),
    ...shared.map(({ kind }): FeedPlan => ({ kind, projectId: null })),
    ...plans.values(),
  ];
}

function mayRead({ scopes }: Account['token'], feed: WantedFeed): boolean {
  return feed.scopes?.some((scope) => scopes?.includes(scope)) ?? true;
}

/** `from`: the level from which on all of these topics is told. */
export function listens(
  { level, filter }: Listener,
  { topics, from }: Pick<WantedFeed, 'topics' | 'from'>,
): boolean {
  if (filter !== null) return topics.some((topic) => isWanted(filter, topic, from));
  return hears(level, from);
}

/** What is switched on is told whomever it concerns, as an onlooker hears it. */
export function isWanted({ base, on, off }: WatchFilter, topic: Topic, from: OpenLevel): boolean {
  if (on.some((toggle) => toggle.topic === topic)) return true;
  if (off.some((toggle) => toggle.topic === topic && toggle.type === null)) return false;
  return hears(base, from);
}

function hears(level: WatchLevel, from: OpenLevel): boolean {
  return (OPEN_LEVELS as readonly WatchLevel[]).indexOf(level) >= OPEN_LEVELS.indexOf(from);
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
