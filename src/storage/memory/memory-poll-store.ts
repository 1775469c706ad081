import type { OpenAccount } from '../../domain/account.js';
import type { Feed, FeedProgress, SnapshotLookup } from '../../domain/feed.js';
import type { Notification } from '../../domain/notification.js';
import type {
  AccountLease,
  AccountWork,
  ClaimRequest,
  DueWork,
  PollStore,
  PollTransaction,
} from '../../domain/ports/poll-store.js';
import type { Project } from '../../domain/project.js';
import type { Ages } from '../../domain/retention.js';
import type { Subject, SubjectKind } from '../../domain/subject.js';
import type { Clock } from '../../domain/time.js';
import type { Watch } from '../../domain/watch.js';
import { forget } from './forget.js';
import type { AccountMemory } from './memory-state.js';
import { memoryTransaction, saveProgress } from './memory-transaction.js';

/** One account with all that it watches and knows. */
export interface Household {
  account: OpenAccount;
  projects: readonly Project[];
  readonly watches: readonly Watch[];
  readonly memory: AccountMemory;
}

interface Held {
  readonly token: string;
  readonly until: Date;
}

type Outcome = Promise<'committed' | 'lost-lease'>;

/** A poll store of one process alone, whose accounts are there from the start. What is owed waits in it for `settle`. */
export class MemoryPollStore implements PollStore {
  readonly #households: ReadonlyMap<string, Household>;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #leases = new Map<string, Held>();
  readonly #turns = new Map<string, Promise<unknown>>();
  #tokens = 0;

  constructor(
    households: readonly Household[],
    deps: { readonly clock: Clock; readonly onChange: () => void },
  ) {
    this.#households = new Map(households.map((household) => [household.account.id, household]));
    this.#clock = deps.clock;
    this.#onChange = deps.onChange;
  }

  /** Oldest first. */
  get owed(): readonly Notification[] {
    return [...this.#households.values()].flatMap(({ memory }) => [...memory.owed.values()]);
  }

  get feeds(): readonly Feed[] {
    return [...this.#households.values()].flatMap(({ memory }) => [...memory.feeds.values()]);
  }

  settle({ accountId, dedupeKey }: Pick<Notification, 'accountId' | 'dedupeKey'>): void {
    this.#households.get(accountId)?.memory.owed.delete(dedupeKey);
    this.#onChange();
  }

  claimDue(claim: ClaimRequest): Promise<readonly AccountWork[]> {
    const works: AccountWork[] = [];
    for (const household of this.#households.values()) {
      const work = works.length < claim.limit ? this.#lease(household, claim) : null;
      if (work !== null) works.push(work);
    }
    return Promise.resolve(works);
  }

  renew(lease: AccountLease, until: Date): Promise<boolean> {
    const isHeld = this.#holder(lease) !== null;
    if (isHeld) this.#leases.set(lease.accountId, { token: lease.token, until });
    return Promise.resolve(isHeld);
  }

  dueWork(lease: AccountLease, now: Date, underWay: readonly string[]): Promise<DueWork | null> {
    const household = this.#holder(lease);
    return Promise.resolve(household === null ? null : dueWork(household, now, underWay));
  }

  release(lease: AccountLease): Promise<void> {
    if (this.#holder(lease) !== null) this.#leases.delete(lease.accountId);
    return Promise.resolve();
  }

  lookup(accountId: string): SnapshotLookup {
    return <K extends SubjectKind>(kind: K, ids: readonly string[]) => {
      const snapshots = this.#households.get(accountId)?.memory.snapshots;
      const found = new Map<string, Extract<Subject, { kind: K }>>();
      for (const id of ids) {
        const body = snapshots?.get(`${kind}:${id}`)?.body;
        if (body?.kind === kind) found.set(id, body as Extract<Subject, { kind: K }>);
      }
      return Promise.resolve(found);
    };
  }

  awaitedIssues(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  /** One at a time for each account, as if each held its row's lock. */
  commit(lease: AccountLease, work: (tx: PollTransaction) => Promise<void>): Outcome {
    const turn = this.#turns.get(lease.accountId) ?? Promise.resolve();
    const outcome = turn.then(() => this.#keep(lease, work));
    this.#turns.set(
      lease.accountId,
      outcome.catch(() => undefined),
    );
    return outcome;
  }

  noteProgress(lease: AccountLease, feedId: string, progress: FeedProgress): Outcome {
    const household = this.#holder(lease);
    if (household === null) return Promise.resolve('lost-lease');
    saveProgress(household.memory, feedId, progress);
    this.#onChange();
    return Promise.resolve('committed');
  }

  /** There are none. */
  wakePeers(): Promise<void> {
    return Promise.resolve();
  }

  prune(ages: Ages): Promise<void> {
    for (const { memory } of this.#households.values()) forget(memory, ages);
    return Promise.resolve();
  }

  async #keep(lease: AccountLease, work: (tx: PollTransaction) => Promise<void>): Outcome {
    const household = this.#holder(lease);
    if (household === null) return 'lost-lease';
    const transaction = memoryTransaction(household, this.#clock);
    await work(transaction);
    transaction.apply();
    this.#onChange();
    return 'committed';
  }

  #lease(household: Household, { owner, now, until }: ClaimRequest): AccountWork | null {
    const { account } = household;
    const held = this.#leases.get(account.id);
    if (account.state === 'refused' || (held !== undefined && held.until > now)) return null;
    const due = dueWork(household, now, []);
    if (due === null) return null;
    this.#tokens += 1;
    const token = String(this.#tokens);
    this.#leases.set(account.id, { token, until });
    return { lease: { accountId: account.id, owner, token }, account, ...due };
  }

  #holder({ accountId, token }: AccountLease): Household | null {
    if (this.#leases.get(accountId)?.token !== token) return null;
    return this.#households.get(accountId) ?? null;
  }
}

function dueWork(
  { memory, projects, watches }: Household,
  now: Date,
  underWay: readonly string[],
): DueWork | null {
  const feeds = takeDue(memory, now, underWay);
  if (feeds.length === 0) return null;
  return {
    feeds,
    projects,
    // They decide on buttons, and there are none.
    roles: new Map(),
    listeners: new Map(watches.map((watch) => [watch.projectId, [watch]])),
    // Nobody but the reader sees what a tail writes.
    readAlong: new Set(),
  };
}

/** The longest overdue first. They are about to be read: a wake-up from here on means that the read may miss something. */
function takeDue(memory: AccountMemory, now: Date, underWay: readonly string[]): readonly Feed[] {
  const due = [...memory.feeds.values()]
    .filter(({ id, nextPollAt }) => nextPollAt <= now && !underWay.includes(id))
    .sort((one, other) => one.nextPollAt.getTime() - other.nextPollAt.getTime());
  for (const feed of due) memory.feeds.set(feed.id, { ...feed, wokenAt: null });
  return due;
}
