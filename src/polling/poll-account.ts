import PQueue from 'p-queue';
import type { Feed } from '../domain/feed.js';
import type { AccountWork, DueWork } from '../domain/ports/poll-store.js';
import { commitRefusal } from './commit-failure.js';
import type { CycleDeps } from './cycle-deps.js';
import { type AccountAccess, type FeedResult, pollFeed } from './poll-feed.js';

/** Feeds of one account that are read at the same time, so that a silent one does not hold up the others. */
const FEED_CONCURRENCY = 3;

export interface AccountHooks {
  /** Messages are owed: deliver now. */
  readonly onOwed: () => void;
  /** Feeds of other accounts became due: claim now. */
  readonly onWoken: () => void;
}

/** `done`: the lease is to be given back. `lost-lease`: it is somebody else's. */
export type AccountResult = 'done' | 'lost-lease';

/** Polls the due feeds of one leased account. `run` rejects only when the database fails. */
export class AccountPoll {
  readonly #deps: CycleDeps;
  readonly #hooks: AccountHooks;
  readonly #work: AccountWork;
  readonly #access: AccountAccess;
  readonly #controller = new AbortController();
  readonly #queue = new PQueue({ concurrency: FEED_CONCURRENCY });
  readonly #underWay = new Set<string>();
  #refreshing: Promise<void> | null = null;
  #hasWoken = false;
  #end: 'token-refused' | 'lost-lease' | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(deps: CycleDeps, work: AccountWork, hooks: AccountHooks) {
    this.#deps = deps;
    this.#work = work;
    this.#hooks = hooks;
    this.#access = { gate: deps.governor.gateFor(work.account, 'poll'), signal: this.#controller.signal };
  }

  /** Feeds of this account became due again: it is to be claimed anew at once. */
  get hasWoken(): boolean {
    return this.#hasWoken;
  }

  async run(): Promise<AccountResult> {
    this.#take(this.#work);
    while (this.#underWay.size > 0 || this.#refreshing !== null) {
      await this.#queue.onIdle();
      await this.#refreshing;
    }
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#end === 'token-refused') return this.#refuse();
    return this.#end === 'lost-lease' ? 'lost-lease' : 'done';
  }

  /** Ends what is under way and keeps nothing of it. */
  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  /** The lease is gone: whatever is under way is for nothing. */
  loseLease(): void {
    this.#end ??= 'lost-lease';
    this.abort(new Error('the lease is lost'));
  }

  /** Takes up feeds that have become due since the account was claimed. */
  refresh(): void {
    const { store, clock } = this.#deps;
    if (this.#refreshing !== null || this.#controller.signal.aborted) return;
    this.#refreshing = store
      .dueWork(this.#work.lease, clock(), [...this.#underWay])
      .then((due) => this.#takeUp(due))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#refreshing = null;
      });
  }

  #takeUp(due: DueWork | null): void {
    if (due !== null) this.#take({ ...this.#work, ...due });
  }

  /** Each feed is read by the work that it came with, which knows its project. */
  #take(work: AccountWork): void {
    for (const feed of work.feeds) {
      if (this.#underWay.has(feed.id)) continue;
      this.#underWay.add(feed.id);
      void this.#queue.add(() => this.#poll(work, feed), { priority: isUrgent(feed) ? 1 : 0 });
    }
  }

  async #poll(work: AccountWork, feed: Feed): Promise<void> {
    try {
      const readAt = this.#deps.clock();
      this.#follow(await pollFeed(this.#deps, { work, feed, readAt }, this.#access));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#underWay.delete(feed.id);
    }
  }

  #follow(result: FeedResult): void {
    switch (result.kind) {
      case 'read':
        if (result.owesMessages) this.#hooks.onOwed();
        if (result.hasWokenPeers) this.#hooks.onWoken();
        if (result.hasWoken) {
          this.#hasWoken = true;
          this.refresh();
        }
        return;
      case 'put-off':
        if (result.owesMessages) this.#hooks.onOwed();
        return;
      case 'token-refused':
        this.#end ??= 'token-refused';
        this.abort(new Error('the token is refused'));
        return;
      case 'lost-lease':
        this.loseLease();
        return;
      case 'aborted':
        return;
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.abort(new Error('the database failed'));
  }

  async #refuse(): Promise<AccountResult> {
    const { account } = this.#work;
    const outcome = await commitRefusal(this.#deps, this.#work);
    if (outcome === 'lost-lease') return 'lost-lease';
    this.#deps.logger.warn({ accountId: account.id, forge: account.forge.url }, 'forge refuses the token');
    this.#hooks.onOwed();
    return 'done';
  }
}

/** Somebody waits for what it shows: others for a lookout, its owner for one that was called. */
function isUrgent({ isLookout, lastChangeAt, nextPollAt }: Feed): boolean {
  return isLookout || (lastChangeAt !== null && lastChangeAt >= nextPollAt);
}
