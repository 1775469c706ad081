import type { Account, Identity, OpenAccount } from '../account.js';
import type { Role } from '../actions/look.js';
import type { SpokenDeed } from '../actions/spoken-deed.js';
import type { ForgeEvent } from '../event.js';
import type { Feed, FeedProgress, SnapshotLookup, Wake } from '../feed.js';
import type { Listener } from '../feed-plan.js';
import type { ForgeKind } from '../forge.js';
import type { Notification } from '../notification.js';
import type { PeerCall } from '../peer-call.js';
import type { OwnProject, Project } from '../project.js';
import type { Ages } from '../retention.js';
import type { Snapshot } from '../subject.js';
import type { Comment } from '../subjects/comment.js';
import type { PollDesks } from './desk-store.js';
import type { Watch } from '../watch.js';

/** The right to poll one account for a while. `token` is the fence: a stolen lease fails every commit. */
export interface AccountLease {
  readonly accountId: string;
  readonly owner: string;
  readonly token: string;
}

/** What a leased account has to be polled for. */
export interface AccountWork {
  readonly lease: AccountLease;
  readonly account: OpenAccount;
  /** Due feeds, the longest overdue first. */
  readonly feeds: readonly Feed[];
  /** Projects that the account watches. */
  readonly projects: readonly Project[];
  /** The account's role in those of them where it is known, by id. */
  readonly roles: ReadonlyMap<string, Role>;
  /** How chats hear of each of them, by its id. */
  readonly listeners: ReadonlyMap<string, readonly Listener[]>;
  /** Ids of those of which a group hears: others read along there. */
  readonly readAlong: ReadonlySet<string>;
}

/** All of it that may have changed since the claim. */
export type DueWork = Omit<AccountWork, 'lease' | 'account'>;

/** Which events of a card are looked for. */
export interface RecentEvents {
  readonly projectIds: readonly string[];
  readonly since: Date;
  readonly limit: number;
}

/** One transaction that owns the account's row: either all of a poll is remembered and owed, or nothing. */
export interface PollTransaction {
  /** Snapshots by `subjectKey`. */
  loadSnapshots(keys: readonly string[]): Promise<ReadonlyMap<string, Snapshot>>;
  saveSnapshots(snapshots: readonly Snapshot[]): Promise<void>;
  /** Watches of this account on these projects whose chats can be reached. */
  loadWatches(projectIds: readonly string[]): Promise<readonly Watch[]>;
  /** Keeps the events that the account has not had before and returns their keys. */
  recordEvents(events: readonly ForgeEvent[]): Promise<ReadonlySet<string>>;
  /** The newest recorded events of these cards (`cardKey`) since then by the forge's clock, oldest first. */
  loadEventsOf(cardKeys: readonly string[], which: RecentEvents): Promise<readonly ForgeEvent[]>;
  /** What people said on that forge from here that may be one of these comments. */
  loadSpokenDeeds(forgeUrl: string, comments: readonly Comment[]): Promise<readonly SpokenDeed[]>;
  enqueue(notifications: readonly Notification[]): Promise<void>;
  /** The service desks of this account. */
  readonly desks: PollDesks;
  /** Owes events that were recorded to the reactions, by their keys. */
  queueReactions(keys: readonly string[]): Promise<void>;
  /**
   * Makes these feeds of the same account due at `at`, if they exist and are not due earlier. `lookouts`: only those
   * that look for all; the others hear of it from them.
   */
  wake(wakes: readonly Wake[], at: Date, whom: 'all' | 'lookouts'): Promise<void>;
  saveProgress(feedId: string, progress: FeedProgress): Promise<void>;
  /** The forge refused the token: stop polling the account. False when it was known. */
  markRefused(): Promise<boolean>;
  /** The account's name on the forge, or what its token may do, has changed. */
  saveIdentity(identity: Identity): Promise<void>;
  /**
   * Has what the timeline alone watches for the account follow this list of its projects, and the feeds the watches:
   * `recordingAfter`. Nothing where nothing is recorded, and where the list is empty: no feed would be left to tell of
   * the next project.
   */
  followRecorded(
    account: Pick<Account, 'forge' | 'token' | 'state'>,
    listed: readonly Project[],
  ): Promise<{ readonly come: number; readonly left: number }>;
  /** Its roles in projects, by their ids; others than those it watches are left out. */
  saveRoles(roles: ReadonlyMap<string, Role>): Promise<void>;
  /** The project moved, was renamed, has another default branch or gave another role. False when that was known. */
  saveProject(project: OwnProject): Promise<boolean>;
}

export interface PollStore {
  /** Leases up to `limit` accounts that have due feeds and are nobody's now. */
  claimDue(claim: ClaimRequest): Promise<readonly AccountWork[]>;
  /** False when the lease is lost. */
  renew(lease: AccountLease, until: Date): Promise<boolean>;
  /**
   * What the leased account has to be polled for by now, as it is watched now, but for the feeds that are being read: so
   * that a silent one does not hold up what becomes due after it. `null`: nothing is due, or the lease is lost.
   */
  dueWork(lease: AccountLease, now: Date, underWay: readonly string[]): Promise<DueWork | null>;
  /** Ends the lease; the account is due again when its next feed is. */
  release(lease: AccountLease): Promise<void>;
  lookup(accountId: string): SnapshotLookup;
  /** Numbers of the project's issues that something waits for a look at. */
  awaitedIssues(accountId: string, projectId: string): Promise<readonly string[]>;
  /** Runs `work` under the account's row lock; `lost-lease` when the fence has moved on, and nothing is kept. */
  commit(
    lease: AccountLease,
    work: (tx: PollTransaction) => Promise<void>,
  ): Promise<'committed' | 'lost-lease'>;
  /** As a commit that does nothing but save this feed's progress, and cheaper: most reads show nothing new. */
  noteProgress(
    lease: AccountLease,
    feedId: string,
    progress: FeedProgress,
  ): Promise<'committed' | 'lost-lease'>;
  /** Makes the called feeds of other accounts on this forge due at `at`. */
  wakePeers(peers: PeerWake): Promise<void>;
  prune(ages: Ages): Promise<void>;
}

export interface ClaimRequest {
  readonly owner: string;
  readonly limit: number;
  readonly now: Date;
  readonly until: Date;
}

export interface PeerWake {
  readonly accountId: string;
  readonly forgeUrl: string;
  readonly forgeKind: ForgeKind;
  readonly calls: readonly PeerCall[];
  /** What the account feeds of all show alike is told by one: the account that keeps the project's pulse. */
  readonly isPulseKeeperOnly: boolean;
  readonly at: Date;
}
