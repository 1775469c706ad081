import type { CardDeed } from '../card-deed.js';
import type { Account, Identity, OpenAccount } from '../account.js';
import type { Role } from '../actions/look.js';
import type { Chat, ChatAddress, ChatKind } from '../chat.js';
import type { Feed, FeedPlan, Wake } from '../feed.js';
import type { Forge } from '../forge.js';
import type { JsonObject } from '../json.js';
import type { Notice, Notification } from '../notification.js';
import type { Project } from '../project.js';
import type { Secret } from '../secret.js';
import type { OpenLevel, PlainLevel, Watch } from '../watch.js';
import type { WatchFilter } from '../watch-filter.js';
import type { Decision } from '../access.js';
import type { InviteStore, MemberSummary, StrangerStore } from './access-store.js';
import type { ActionStore } from './action-store.js';
import type { DeskStore } from './desk-store.js';
import type { DigestStore } from './digest-store.js';
import type { MentionStore } from './mention-store.js';
import type { MuteStore } from './mute-store.js';
import type { PassStore } from './pass-store.js';
import type { PreferenceStore } from './preference-store.js';
import type { SubjectStore } from './subject-store.js';
import type { TimelineStore } from './timeline-store.js';

/** Someone who may use this bot. `id` is the Telegram user id. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** What Telegram said last. */
  readonly language: string;
  /** What the person chose instead. */
  readonly chosenLanguage: string | null;
  readonly isOperator: boolean;
  /** Missing: as the settings have it. */
  readonly access?: Decision;
}

export interface MemberStore {
  find(personId: string): Promise<Member | null>;
  /** Leaves the chosen language as it is. */
  save(member: Omit<Member, 'chosenLanguage'>, now: Date): Promise<void>;
  /** `null`: as Telegram says. */
  chooseLanguage(personId: string, language: string | null, now: Date): Promise<void>;
  /** Notes that the person was here. */
  see(personId: string, now: Date): Promise<void>;
  /** By name, operators first. */
  list(): Promise<readonly MemberSummary[]>;
  /** Everything that is kept about the person, without secrets. */
  collect(personId: string): Promise<PersonalData>;
  /** Deletes what the person has as `forget` does, but keeps who it was, and what they did. */
  revoke(personId: string, now: Date): Promise<Forgotten>;
  /** True once somebody has claimed the bot. */
  hasOperator(): Promise<boolean>;
  /** Deletes the person with accounts, watches, feeds, snapshots, events and messages; counts what went. */
  forget(personId: string): Promise<Forgotten>;
}

/** Rows by what they are. */
export type PersonalData = Readonly<Record<string, readonly unknown[]>>;

export interface Forgotten {
  readonly accounts: number;
  readonly watches: number;
  /** News and notices, sent or owed. */
  readonly messages: number;
  /** In the record of what was done. */
  readonly actions: number;
  /** Of the timeline. */
  readonly events: number;
  /** Reported to service desks. */
  readonly tickets: number;
}

export interface AccountStore {
  /** Links or renews: one account for a person and a forge user. An account that was refused becomes active again. */
  link(link: {
    readonly personId: string;
    readonly forge: Forge;
    readonly identity: Identity;
    readonly secret: Secret;
    readonly now: Date;
  }): Promise<{ readonly account: Account; readonly isNew: boolean }>;
  listOf(personId: string): Promise<readonly Account[]>;
  /** Of everybody. */
  listIds(): Promise<readonly string[]>;
  find(accountId: string): Promise<Account | null>;
  open(accountId: string): Promise<OpenAccount | null>;
  /** Deletes the account with all that hangs on it. */
  remove(accountId: string): Promise<void>;
}

export interface WatchedProject {
  readonly watch: Watch;
  readonly project: Project;
  readonly account: Account;
}

export interface WatchStore {
  /** Creates the watch or changes the level of the one there is. */
  put(watch: {
    readonly chatKey: string;
    readonly accountId: string;
    readonly project: Project;
    readonly level: PlainLevel;
    readonly isConfirmed: boolean;
    readonly now: Date;
  }): Promise<{ readonly watch: Watch; readonly isNew: boolean }>;
  find(watchId: string): Promise<WatchedProject | null>;
  /** Of a group also those of its topics that are gone. */
  listOfChat(chatKey: string): Promise<readonly WatchedProject[]>;
  listOfAccount(accountId: string): Promise<readonly WatchedProject[]>;
  /** Drops the filter, if there is one; `muted` keeps level and filter for when it ends. */
  setLevel(watchId: string, level: PlainLevel): Promise<void>;
  /** Makes the level `custom`. */
  setFilter(watchId: string, filter: WatchFilter): Promise<void>;
  mute(watchId: string, until: Date): Promise<void>;
  /** Ends the mute for a time, and the level `muted`: `usualLevel` where it never had another. */
  unmute(watchId: string, usualLevel: OpenLevel): Promise<void>;
  confirm(watchId: string): Promise<void>;
  /** What an account turned out to be in a project; nothing where it watches no such project. */
  noteRole(accountId: string, projectId: string, role: Role): Promise<void>;
  /** `null`: it watches no such project, or nothing has told its role there. */
  roleOf(accountId: string, projectId: string): Promise<Role | null>;
  remove(watchId: string): Promise<void>;
}

export interface FeedStore {
  /**
   * Adds and removes feeds so that the account has exactly these; a new one is due at `now`, and with one of a project
   * the account's own merge requests and issues, and the wikis of its groups.
   */
  reconcile(accountId: string, plan: readonly FeedPlan[], now: Date): Promise<void>;
  /** Makes the account's feeds due that tell of these, as after the person's own action. */
  wake(accountId: string, wakes: readonly Wake[], now: Date): Promise<void>;
  /** Makes every feed of the account due, as after a new token. */
  wakeAll(accountId: string, now: Date): Promise<void>;
  listOf(accountId: string): Promise<readonly Feed[]>;
  /** How reading goes, by instance, over everybody's accounts; without any content. */
  overview(now: Date): Promise<readonly ForgeOverview[]>;
}

export interface ForgeOverview {
  readonly forgeUrl: string;
  readonly accounts: number;
  readonly refusedAccounts: number;
  readonly feeds: number;
  readonly failingFeeds: number;
  /** How far the one that is furthest behind its plan is behind. */
  readonly lagSeconds: number;
  /** Codes of the last failures. */
  readonly errors: readonly string[];
}

export interface ChatStore {
  /**
   * Remembers the chat; one that was unreachable is reachable again. A new one gets the language of its other topics,
   * or else the one named here.
   */
  save(chat: {
    readonly address: ChatAddress;
    readonly kind: ChatKind;
    readonly title: string | null;
    readonly language?: string | null;
  }): Promise<Chat>;
  /** Of the group with all its topics. */
  chooseLanguage(chatId: string, language: string): Promise<void>;
  find(key: string): Promise<Chat | null>;
  /** Groups that can be reached and have a language. */
  listGroups(): Promise<readonly { readonly chatId: string; readonly language: string }[]>;
  markUnreachable(chatId: string): Promise<void>;
  /** What waits for it is due. */
  reopenTopic(key: string): Promise<void>;
  move(fromChatId: string, toChatId: string): Promise<void>;
}

/** A button's meaning, kept here because callback data holds 64 bytes and must never hold a secret. */
export interface PendingAction {
  readonly id: string;
  readonly chatKey: string;
  /** Only this person may press; `null`: any member. */
  readonly personId: string | null;
  readonly action: string;
  /** `boundTo` names the message that it is bound to. */
  readonly payload: JsonObject;
  /** Sealed at rest. */
  readonly secret: Secret | null;
  readonly expiresAt: Date;
}

export interface PendingStore {
  put(pending: PendingAction): Promise<void>;
  /** From now on what these mean counts under this message alone. */
  bind(ids: readonly string[], messageId: string): Promise<void>;
  find(id: string, now: Date): Promise<PendingAction | null>;
  /** Takes it: of two takers one gets it. */
  take(id: string, now: Date): Promise<PendingAction | null>;
}

/** Small values of the installation: the update offset, the claim code's fingerprint. */
export interface SettingStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

/** One process at a time holds a role, such as the Telegram long poll. */
export interface RoleStore {
  /** Takes or renews the role until `until`; false while another process holds it. */
  hold(role: string, owner: string, now: Date, until: Date): Promise<boolean>;
  release(role: string, owner: string): Promise<void>;
  /** Notes that this process lives; returns how many do. */
  beat(owner: string, now: Date, until: Date): Promise<number>;
}

/** What was told lately. */
export interface NewsStore {
  /** What a message of the bot tells, the latest where it tells several things; `null`: no news, or too old. */
  findTold(chatId: string, messageId: string): Promise<Notification | null>;
  /** What a message of the bot told together the last time, oldest first; empty: nothing, or too old. */
  findBurst(chatId: string, messageId: string): Promise<readonly Notification[]>;
  /** All that a message of the bot tells, or sums up, newest first. */
  listTold(chatId: string, messageId: string, limit: number): Promise<readonly Notification[]>;
  /** The living card about a subject in a chat: the id of its message. */
  findCard(chatKey: string, cardKey: string): Promise<string | null>;
  /** The card shows it from now on, whatever its subject becomes; without a card nothing does. */
  noteDeed(chatKey: string, cardKey: string, deed: CardDeed): Promise<void>;
}

export interface NoticeStore {
  enqueue(notice: Notice): Promise<void>;
}

/** Everything the bot and the composition root get from storage. */
export interface PeopleStores {
  readonly actions: ActionStore;
  readonly members: MemberStore;
  readonly accounts: AccountStore;
  readonly watches: WatchStore;
  readonly feeds: FeedStore;
  readonly chats: ChatStore;
  readonly desks: DeskStore;
  readonly digests: DigestStore;
  readonly invites: InviteStore;
  readonly mentions: MentionStore;
  readonly mutes: MuteStore;
  readonly passes: PassStore;
  readonly pending: PendingStore;
  readonly preferences: PreferenceStore;
  readonly settings: SettingStore;
  readonly roles: RoleStore;
  readonly news: NewsStore;
  readonly notices: NoticeStore;
  readonly subjects: SubjectStore;
  readonly strangers: StrangerStore;
  readonly timeline: TimelineStore;
}
