import type { OpenAccount } from '../../src/domain/account.js';
import type { ForgeEvent } from '../../src/domain/event.js';
import type { Feed, FeedProgress, SnapshotLookup } from '../../src/domain/feed.js';
import type { Notification } from '../../src/domain/notification.js';
import type { PeerCall } from '../../src/domain/peer-call.js';
import type {
  AccountLease,
  AccountWork,
  DueWork,
  ClaimRequest,
  PeerWake,
  PollStore,
  PollTransaction,
} from '../../src/domain/ports/poll-store.js';
import { NO_DESKS } from '../../src/domain/ports/desk-store.js';
import type { OwnProject } from '../../src/domain/project.js';
import type { Ages } from '../../src/domain/retention.js';
import { type Snapshot, type Subject, type SubjectKind, subjectKey } from '../../src/domain/subject.js';
import type { Watch } from '../../src/domain/watch.js';
import { isCalled } from './called-feeds.js';
import {
  copyOf,
  emptyState,
  eventsOf,
  later,
  type AccountRow,
  type PollState,
  saveProject,
  saveRoles,
  stored,
  watchedBy,
} from './poll-state.js';

export interface Household {
  readonly account: OpenAccount;
  readonly projects: readonly OwnProject[];
  readonly feeds: readonly Feed[];
  readonly watches: readonly Watch[];
}

type Operation = 'claimDue' | 'renew' | 'release' | 'commit' | 'wakePeers' | 'prune';

/**
 * The poll store in memory, with the same promises as the one in PostgreSQL: a commit keeps all or nothing, a stolen
 * lease fails it, a wake-up during a poll is not lost.
 */
export class FakePollStore implements PollStore {
  /** Called before an operation takes effect; throws to make it fail. A commit's call comes after its work. */
  onOperation: (operation: Operation) => void = () => undefined;
  readonly calls: Operation[] = [];
  readonly pruned: Ages[] = [];
  readonly wakes: PeerCall[] = [];
  /** Ids of the projects that what is recorded was to follow. */
  readonly followed: (readonly string[])[] = [];
  readonly awaitedIssues = (): Promise<readonly string[]> => Promise.resolve([]);
  #state: PollState = emptyState();
  #tokens = 0;
  #turn: Promise<unknown> = Promise.resolve();

  add({ account, projects, feeds, watches }: Household): void {
    this.#state.accounts.set(account.id, { account, projects, watches, lease: null });
    for (const feed of feeds) this.#state.feeds.set(feed.id, { ...feed, wokenAt: null });
  }

  get outbox(): readonly Notification[] {
    return [...this.#state.outbox.values()];
  }

  get events(): readonly ForgeEvent[] {
    return [...this.#state.events.values()];
  }

  feed(id: string): Feed {
    const found = this.#state.feeds.get(id);
    if (found === undefined) throw new Error(`no feed ${id}`);
    return found;
  }

  snapshot(accountId: string, key: string): Snapshot | null {
    return this.#state.snapshots.get(`${accountId} ${key}`) ?? null;
  }

  account(id: string): AccountRow {
    const found = this.#state.accounts.get(id);
    if (found === undefined) throw new Error(`no account ${id}`);
    return found;
  }

  /** Another process takes the account over. */
  stealLease(accountId: string, until: Date): void {
    this.#tokens += 1;
    this.account(accountId).lease = { owner: 'thief', token: String(this.#tokens), until };
  }

  claimDue({ owner, limit, now, until }: ClaimRequest): Promise<readonly AccountWork[]> {
    return this.#exclusively('claimDue', () => {
      const work: AccountWork[] = [];
      for (const row of this.#state.accounts.values()) {
        const isFree = row.lease === null || row.lease.until <= now;
        const feeds = this.#due(row.account.id, now);
        if (work.length === limit || row.account.state === 'refused' || !isFree || feeds.length === 0)
          continue;
        this.#tokens += 1;
        const token = String(this.#tokens);
        row.lease = { owner, token, until };
        const lease = { accountId: row.account.id, owner, token };
        work.push({ lease, account: row.account, feeds, ...watchedBy(row) });
      }
      return work;
    });
  }

  dueWork(lease: AccountLease, now: Date, underWay: readonly string[]): Promise<DueWork | null> {
    return this.#exclusively(null, () => {
      const feeds = this.#holds(lease) ? this.#due(lease.accountId, now, underWay) : [];
      return feeds.length === 0 ? null : { feeds, ...watchedBy(this.account(lease.accountId)) };
    });
  }

  renew(lease: AccountLease, until: Date): Promise<boolean> {
    return this.#exclusively('renew', () => {
      if (!this.#holds(lease)) return false;
      this.account(lease.accountId).lease = { ...lease, until };
      return true;
    });
  }

  release(lease: AccountLease): Promise<void> {
    return this.#exclusively('release', () => {
      if (this.#holds(lease)) this.account(lease.accountId).lease = null;
    });
  }

  lookup(accountId: string): SnapshotLookup {
    return <K extends SubjectKind>(kind: K, ids: readonly string[]) => {
      const found = ids.flatMap((id) => {
        const snapshot = this.snapshot(accountId, `${kind}:${id}`);
        return snapshot?.kind === kind ? [[id, snapshot as Extract<Subject, { kind: K }>] as const] : [];
      });
      return Promise.resolve(new Map(found));
    };
  }

  async commit(
    lease: AccountLease,
    work: (tx: PollTransaction) => Promise<void>,
  ): Promise<'committed' | 'lost-lease'> {
    return this.#exclusively(null, async () => {
      if (!this.#holds(lease)) return 'lost-lease';
      const before = copyOf(this.#state);
      try {
        await work(this.#transaction(lease.accountId));
        this.#enter('commit');
        return 'committed';
      } catch (error) {
        this.#state = before;
        throw error;
      }
    });
  }

  noteProgress(
    lease: AccountLease,
    feedId: string,
    progress: FeedProgress,
  ): Promise<'committed' | 'lost-lease'> {
    return this.commit(lease, (tx) => tx.saveProgress(feedId, progress));
  }

  /** Of the store's conditions it knows the people and their watches; who stands for lookout is the test's business. */
  wakePeers({ accountId, forgeUrl, calls, at }: PeerWake): Promise<void> {
    return this.#exclusively('wakePeers', () => {
      this.wakes.push(...calls);
      for (const feed of this.#state.feeds.values()) {
        const row = this.account(feed.accountId);
        const isOthers = feed.accountId !== accountId && row.account.forge.url === forgeUrl;
        if (isOthers && calls.some((call) => isCalled(call, feed, row))) this.wakeFeed(feed.id, at);
      }
    });
  }

  prune(ages: Ages): Promise<void> {
    return this.#exclusively('prune', () => {
      this.pruned.push(ages);
    });
  }

  #due(accountId: string, now: Date, underWay: readonly string[] = []): readonly Feed[] {
    const due = [...this.#state.feeds.values()]
      .filter((feed) => feed.accountId === accountId && feed.nextPollAt <= now && !underWay.includes(feed.id))
      .sort((one, other) => one.nextPollAt.getTime() - other.nextPollAt.getTime());
    for (const feed of due) this.#state.feeds.set(feed.id, { ...feed, wokenAt: null });
    return due;
  }

  #holds(lease: AccountLease): boolean {
    return this.#state.accounts.get(lease.accountId)?.lease?.token === lease.token;
  }

  /** Also what the bot does after a person's own action. */
  wakeFeed(feedId: string, at: Date): void {
    const feed = this.#state.feeds.get(feedId);
    if (feed === undefined) return;
    const nextPollAt = feed.nextPollAt < at ? feed.nextPollAt : at;
    const lastChangeAt = later(feed.lastChangeAt, at);
    this.#state.feeds.set(feedId, { ...feed, nextPollAt, lastChangeAt, wokenAt: at });
  }

  #transaction(accountId: string): PollTransaction {
    const state = this.#state;
    return {
      loadSnapshots: (keys) => {
        const found = keys.map((key) => [key, state.snapshots.get(`${accountId} ${key}`)] as const);
        return Promise.resolve(
          new Map(found.filter((pair): pair is readonly [string, Snapshot] => pair[1] !== undefined)),
        );
      },
      saveSnapshots: (snapshots) =>
        done(() => {
          for (const one of snapshots) state.snapshots.set(`${accountId} ${subjectKey(one)}`, stored(one));
        }),
      loadWatches: (ids) =>
        Promise.resolve(this.account(accountId).watches.filter((watch) => ids.includes(watch.projectId))),
      recordEvents: (events) => {
        const fresh = events.filter(({ key }) => !state.events.has(`${accountId} ${key}`));
        for (const event of fresh) state.events.set(`${accountId} ${event.key}`, stored(event));
        return Promise.resolve(new Set(fresh.map(({ key }) => key)));
      },
      loadEventsOf: (keys, which) => Promise.resolve(eventsOf(state, accountId, keys, which)),
      loadSpokenDeeds: () => Promise.resolve([]),
      enqueue: (notifications) =>
        done(() => {
          for (const one of notifications) {
            const key = `${one.chatKey} ${one.dedupeKey}`;
            if (!state.outbox.has(key)) state.outbox.set(key, stored(one));
          }
        }),
      desks: NO_DESKS,
      queueReactions: () => Promise.resolve(),
      wake: (wakes, at) =>
        done(() => {
          const own = [...state.feeds.values()].filter((feed) => feed.accountId === accountId);
          for (const { kind, projectId } of wakes) {
            const feed = own.find((one) => one.kind === kind && one.projectId === projectId);
            if (feed !== undefined) this.wakeFeed(feed.id, at);
          }
        }),
      saveProgress: (feedId, progress) => done(() => this.#saveProgress(feedId, progress)),
      markRefused: () => {
        const wasActive = this.account(accountId).account.state === 'active';
        this.#changeAccount(accountId, { state: 'refused' });
        return Promise.resolve(wasActive);
      },
      saveIdentity: (identity) => done(() => this.#changeAccount(accountId, identity)),
      followRecorded: (_account, listed) => {
        this.followed.push(listed.map(({ id }) => id));
        return Promise.resolve({ come: 0, left: 0 });
      },
      saveRoles: (roles) => done(() => saveRoles(state, accountId, roles)),
      saveProject: (project) => Promise.resolve(saveProject(state, accountId, project)),
    };
  }

  #changeAccount(accountId: string, change: Partial<OpenAccount>): void {
    const row = this.account(accountId);
    this.#state.accounts.set(accountId, { ...row, account: { ...row.account, ...change } });
  }

  #saveProgress(feedId: string, progress: FeedProgress): void {
    const { wokenAt, ...feed } = this.feed(feedId) as Feed & { wokenAt: Date | null };
    const isWoken = wokenAt !== null && progress.failures === 0 && wokenAt < progress.nextPollAt;
    this.#state.feeds.set(feedId, {
      ...feed,
      ...progress,
      lastChangeAt: wokenAt === null ? progress.lastChangeAt : later(progress.lastChangeAt, wokenAt),
      nextPollAt: isWoken ? wokenAt : progress.nextPollAt,
      wokenAt: null,
    });
  }

  #enter(operation: Operation): void {
    this.calls.push(operation);
    this.onOperation(operation);
  }

  /** One operation at a time, as if each were a transaction. */
  #exclusively<T>(operation: Operation | null, work: () => T | Promise<T>): Promise<T> {
    const result = this.#turn.then(() => {
      if (operation !== null) this.#enter(operation);
      return work();
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function done(work: () => void): Promise<void> {
  work();
  return Promise.resolve();
}
