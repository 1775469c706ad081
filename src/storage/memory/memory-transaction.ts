import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '../../domain/account.js';
import type { FeedProgress, Wake } from '../../domain/feed.js';
import { NO_DESKS } from '../../domain/ports/desk-store.js';
import type { PollTransaction } from '../../domain/ports/poll-store.js';
import type { Project } from '../../domain/project.js';
import { type Snapshot, subjectKey } from '../../domain/subject.js';
import type { Clock } from '../../domain/time.js';
import type { Household } from './memory-poll-store.js';
import type { AccountMemory, MemoryFeed } from './memory-state.js';

/** Reads see what the transaction itself wrote; nothing of it is kept before `apply`. */
export interface MemoryTransaction extends PollTransaction {
  apply(): void;
}

/** Of events only the keys are kept, nobody acts from there, and nothing is watched but what was named. */
const NOTHING_KEPT: Pick<PollTransaction, 'loadEventsOf' | 'loadSpokenDeeds' | 'followRecorded'> = {
  loadEventsOf: () => Promise.resolve([]),
  loadSpokenDeeds: () => Promise.resolve([]),
  followRecorded: () => Promise.resolve({ come: 0, left: 0 }),
};

/** The steps of one poll on what the account knows. One transaction of an account at a time. */
export function memoryTransaction(household: Household, clock: Clock): MemoryTransaction {
  const { memory, watches } = household;
  const snapshots = new Map<string, Snapshot>();
  const steps: (() => void)[] = [];
  const later = (step: () => void): Promise<void> => {
    steps.push(step);
    return Promise.resolve();
  };
  return {
    loadSnapshots: (keys) => Promise.resolve(loadSnapshots(keys, snapshots, memory)),
    saveSnapshots(bodies) {
      for (const body of bodies) snapshots.set(subjectKey(body), body);
      return Promise.resolve();
    },
    loadWatches: (ids) => Promise.resolve(watches.filter(({ projectId }) => ids.includes(projectId))),
    async recordEvents(events) {
      const fresh = new Set(events.map(({ key }) => key).filter((key) => !memory.events.has(key)));
      await later(() => {
        for (const key of fresh) memory.events.set(key, clock());
      });
      return fresh;
    },
    ...NOTHING_KEPT,
    enqueue: (notifications) =>
      later(() => {
        for (const one of notifications) {
          if (!memory.owed.has(one.dedupeKey)) memory.owed.set(one.dedupeKey, one);
        }
      }),
    wake: (wakes, at) => later(() => wakeFeeds(memory, wakes, at)),
    saveProgress: (feedId, progress) => later(() => saveProgress(memory, feedId, progress)),
    markRefused() {
      const wasActive = household.account.state === 'active';
      return later(() => changeAccount(household, { state: 'refused' })).then(() => wasActive);
    },
    saveIdentity: (identity) => later(() => changeAccount(household, identity)),
    desks: NO_DESKS,
    queueReactions: () => Promise.resolve(),
    saveRoles: () => Promise.resolve(),
    saveProject(project) {
      const known = household.projects.find(({ id }) => id === project.id);
      const isNews = known !== undefined && !isDeepStrictEqual(known, project);
      return later(() => saveProject(household, project)).then(() => isNews);
    },
    apply() {
      for (const [key, body] of snapshots) memory.snapshots.set(key, { body, keptAt: clock() });
      for (const step of steps) step();
    },
  };
}

function loadSnapshots(
  keys: readonly string[],
  own: ReadonlyMap<string, Snapshot>,
  memory: AccountMemory,
): ReadonlyMap<string, Snapshot> {
  const found = keys.map((key) => [key, own.get(key) ?? memory.snapshots.get(key)?.body] as const);
  return new Map(found.filter((pair): pair is readonly [string, Snapshot] => pair[1] !== undefined));
}

/** A wake-up that came while the feed was read makes it due again; after a failure its own retry is soon enough. */
export function saveProgress(memory: AccountMemory, feedId: string, progress: FeedProgress): void {
  const feed = memory.feeds.get(feedId);
  if (feed === undefined) return;
  const { wokenAt } = feed;
  const isWoken = wokenAt !== null && progress.failures === 0 && wokenAt < progress.nextPollAt;
  memory.feeds.set(feedId, {
    ...feed,
    ...progress,
    lastChangeAt: wokenAt === null ? progress.lastChangeAt : latest(progress.lastChangeAt, wokenAt),
    nextPollAt: isWoken ? wokenAt : progress.nextPollAt,
    wokenAt: null,
  });
}

function wakeFeeds(memory: AccountMemory, wakes: readonly Wake[], at: Date): void {
  for (const feed of memory.feeds.values()) {
    if (wakes.some((wake) => isOf(wake, feed))) memory.feeds.set(feed.id, woken(feed, at));
  }
}

function isOf({ kind, projectId }: Wake, feed: MemoryFeed): boolean {
  return kind === feed.kind && projectId === feed.projectId;
}

function woken(feed: MemoryFeed, at: Date): MemoryFeed {
  const nextPollAt = feed.nextPollAt < at ? feed.nextPollAt : at;
  return { ...feed, nextPollAt, lastChangeAt: latest(feed.lastChangeAt, at), wokenAt: at };
}

function latest(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}

function changeAccount(household: Household, change: Identity | { readonly state: 'refused' }): void {
  household.account = { ...household.account, ...change };
}

function saveProject(household: Household, project: Project): void {
  household.projects = household.projects.map((one) => (one.id === project.id ? project : one));
}
