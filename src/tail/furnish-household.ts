import type { OpenAccount } from '../domain/account.js';
import { planFeeds } from '../domain/feed-plan.js';
import { type FeedBeginning, type FeedPlan, SILENT_BEGINNING } from '../domain/feed.js';
import type { Project } from '../domain/project.js';
import type { Watch } from '../domain/watch.js';
import type { Household } from '../storage/memory/memory-poll-store.js';
import { type AccountMemory, emptyMemory, type MemoryFeed } from '../storage/memory/memory-state.js';
import { feedId } from './read-log.js';
import { READER } from './open-account.js';
import type { TailPlan } from './tail-plan.js';

/** Where a feed begins that is to tell what has happened since; silent where the forge keeps no such past. */
export type BeginSince = (plan: FeedPlan, since: Date) => FeedBeginning;

export interface Furnishing {
  readonly account: OpenAccount;
  readonly projects: readonly Project[];
  readonly plan: Pick<TailPlan, 'level' | 'filter' | 'since'>;
  /** What an earlier run left. */
  readonly left: AccountMemory | undefined;
  readonly beginSince: BeginSince;
  readonly now: Date;
}

/**
 * All that the cycle needs of one account. What an earlier run knew of projects that are not followed any more is
 * forgotten: with it, all that happens meanwhile would be news some day.
 */
export function furnishHousehold({ account, projects, plan, left, beginSince, now }: Furnishing): Household {
  const known = left ?? emptyMemory();
  const followed = new Set(projects.map(({ id }) => id));
  const watchedSince = new Map(
    projects.map(({ id }) => [id, known.watchedSince.get(id) ?? plan.since ?? now] as const),
  );
  const watches = projects.map(({ id }): Watch => ({
    id: `${account.id} ${id}`,
    chatKey: READER,
    accountId: account.id,
    projectId: id,
    level: plan.level,
    filter: plan.filter,
    mutedUntil: null,
    isConfirmed: true,
    createdAt: watchedSince.get(id) ?? now,
  }));
  const feeds = planFeeds(account, watches).map(({ kind, projectId }): MemoryFeed => {
    const project = projects.find(({ id }) => id === projectId) ?? null;
    const id = feedId(account.forge, { kind, project });
    const before = known.feeds.get(id);
    if (before !== undefined) return { ...before, nextPollAt: now };
    const beginning = plan.since === null ? SILENT_BEGINNING : beginSince({ kind, projectId }, plan.since);
    return { ...newFeed(now), ...beginning, id, accountId: account.id, kind, projectId };
  });
  const snapshots = [...known.snapshots].filter(([, { body }]) => followed.has(body.projectId));
  return {
    account,
    projects,
    watches,
    memory: {
      feeds: new Map(feeds.map((feed) => [feed.id, feed])),
      snapshots: new Map(snapshots),
      events: new Map(known.events),
      watchedSince,
      owed: new Map(known.owed),
    },
  };
}

type NewFeed = Omit<MemoryFeed, 'id' | 'accountId' | keyof FeedPlan | keyof FeedBeginning>;

function newFeed(now: Date): NewFeed {
  return {
    nextPollAt: now,
    lastChangeAt: null,
    isRunning: false,
    failures: 0,
    lastError: null,
    isLookout: true,
    wokenAt: null,
  };
}
