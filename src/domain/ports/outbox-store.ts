import type { Callee } from '../called.js';
import type { CardDeed } from '../card-deed.js';
import type { Chat } from '../chat.js';
import type { JudgingWatch } from '../judge-event.js';
import type { Mute } from '../mute.js';
import type { DeliveryRule, Notification } from '../notification.js';
import type { Preferences } from '../preferences.js';
import type { Snapshot } from '../subject.js';

/** The right to deliver to one chat for a while; order within a chat follows from it. */
export interface LaneLease {
  readonly chat: Chat;
  /** The reader's, or the group's; `null` where nobody chose one. */
  readonly language: string | null;
  readonly preferences: Preferences;
  /** Its topic was closed when it was written to last; what came since then waits in it. */
  readonly isTopicClosed: boolean;
  /** Its topic is no more: the chat itself is written to. */
  readonly isTopicLost: boolean;
  /** Those that held when the lease began. */
  readonly mutes: readonly Mute[];
  /** Who is mentioned in it when news name them. */
  readonly callees: readonly Callee[];
  readonly owner: string;
  readonly token: string;
  /** Raised by every enqueue: a release that finds it moved makes the lane due again at once. */
  readonly wake: string;
}

export interface OutboxMessage {
  readonly id: string;
  readonly notification: Notification;
  readonly createdAt: Date;
  /** Attempts begun and ended; a growing difference means that sending it kills the process. */
  readonly startedAttempts: number;
  readonly finishedAttempts: number;
  /** It came in quiet hours, and waits for their end. */
  readonly isDeferred: boolean;
  /** Missing where it is no event, or its watch is gone. */
  readonly standing?: Standing;
}

/** What decides at sending whether an event is told still. */
export interface Standing {
  readonly watch: JudgingWatch;
  /** What its account saw last of the subject of its card; `null`: not known, or neither a filter nor who may read it asks. */
  readonly subject: Snapshot | null;
}

/** An event that is told by another rule than when it was owed. */
export interface Amendment {
  readonly id: string;
  readonly rule: DeliveryRule;
}

/** What a look at the filters, just before sending, changes about what is owed. */
export interface Verdict {
  readonly withdrawnIds: readonly string[];
  readonly amendments: readonly Amendment[];
}

/** Which of a chat's unsent messages are meant. */
export type Which = 'all' | 'deferred' | 'undeferred';

/** The living message about one subject in one chat. */
export interface Card {
  readonly messageId: string;
  /** Fingerprint of what it shows, so that an equal edit is not sent. */
  readonly fingerprint: string;
  /** Who did what to its subject from this chat; settling leaves it as it is. */
  readonly deed?: CardDeed;
}

export interface Delivered {
  /** Every outbox row that this delivery settles. */
  readonly ids: readonly string[];
  /** Rows that wait for the end of quiet hours from now on. */
  readonly deferredIds?: readonly string[];
  /** The message that shows it, so that a reply to it can be understood. */
  readonly messageId?: string;
  /** The same where it stands for no single thing: it can be asked of, and not talked to. */
  readonly summaryId?: string;
  /** Set when the card was sent or edited. */
  readonly card: { readonly key: string; readonly card: Card } | null;
}

/** The end of a lease. */
export interface Release {
  /** When the lane is due again; `null`: nothing is left in it. */
  readonly nextDueAt: Date | null;
  /** When it is due instead, if something was enqueued meanwhile. */
  readonly now: Date;
}

export interface OutboxStore {
  /** Leases up to `limit` chats that have something due. */
  claimLanes(claim: {
    readonly owner: string;
    readonly limit: number;
    readonly now: Date;
    readonly until: Date;
  }): Promise<readonly LaneLease[]>;
  /** Oldest unsent messages of the chat, in order. */
  head(chatKey: string, limit: number, which?: Which): Promise<readonly OutboxMessage[]>;
  /** Counts an attempt as begun, before the network is touched. False when the lease is lost. */
  begin(lease: LaneLease, ids: readonly string[]): Promise<boolean>;
  findCard(chatKey: string, cardKey: string): Promise<Card | null>;
  /** Settles rows, remembers the card and ends the lease, if wanted, in one transaction. False when the lease is lost. */
  settle(lease: LaneLease, delivered: Delivered, release?: Release): Promise<boolean>;
  /** Counts the attempt as ended without success. */
  fail(lease: LaneLease, ids: readonly string[], error: string): Promise<void>;
  /** Gives rows up for good, with the reason kept for the operator. */
  abandon(lease: LaneLease, ids: readonly string[], reason: string): Promise<void>;
  /**
   * Takes back rows of which no attempt is under way, as if they had never been owed, so that they may be owed anew;
   * and writes down by which rule others are told now.
   */
  rejudge(lease: LaneLease, verdict: Verdict): Promise<void>;
  /** Ends mutes of the chat for good. */
  endMutes(chatKey: string, ids: readonly string[]): Promise<void>;
  /** Ends the lease; the lane is due at `nextDueAt`, or at `now` when something was enqueued meanwhile. `null`: empty. */
  release(lease: LaneLease, nextDueAt: Date | null, now: Date): Promise<void>;
  markUnreachable(chatKey: string): Promise<void>;
  /** Nobody is leased the chat before `until`, or its reopening; who watches something in it is told once. */
  closeTopic(lease: LaneLease, until: Date): Promise<void>;
  /** Its topic took a message again. */
  openTopic(lease: LaneLease): Promise<void>;
  /** Writes go to the chat itself from now on; who watches something in it is told once. */
  loseTopic(lease: LaneLease): Promise<void>;
  /** Rewrites the chat's id everywhere: the group became a supergroup. */
  moveChat(fromChatId: string, toChatId: string): Promise<void>;
  /** Unsent messages and the age of the oldest, for health and metrics; those of quiet hours and closed topics do not count. */
  depth(now: Date): Promise<{ readonly waiting: number; readonly oldestSeconds: number }>;
}
