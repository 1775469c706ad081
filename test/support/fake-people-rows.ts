import type { CardDeed } from '../../src/domain/card-deed.js';
import type { Subject } from '../../src/domain/subject.js';
import type { Account, OpenAccount } from '../../src/domain/account.js';
import type { Role } from '../../src/domain/actions/look.js';
import type { Chat } from '../../src/domain/chat.js';
import type { Feed, FeedPlan } from '../../src/domain/feed.js';
import type { Notice, Notification } from '../../src/domain/notification.js';
import type { MemberSummary } from '../../src/domain/ports/access-store.js';
import type {
  Forgotten,
  Member,
  PendingAction,
  WatchedProject,
} from '../../src/domain/ports/people-store.js';
import type {
  BrokenBranch,
  Assignment,
  HeldPipeline,
  ReviewRequest,
  WaitingDeployment,
  SeenIssue,
  SeenMergeRequest,
} from '../../src/domain/ports/subject-store.js';
import type { Project } from '../../src/domain/project.js';
import type { Pipeline } from '../../src/domain/subjects/pipeline.js';
import type { OpenLevel, PlainLevel, Watch } from '../../src/domain/watch.js';
import { FakeInviteStore, FakeStrangerStore } from './fake-access-stores.js';
import { FakeActionStore } from './fake-action-store.js';
import { FakeMentionStore } from './fake-mention-store.js';
import { FakeMuteStore } from './fake-mute-store.js';
import { FakePassStore } from './fake-pass-store.js';
import { FakePreferenceStore } from './fake-preference-store.js';
import { FakeTimelineStore } from './fake-timeline-store.js';

export type StoredWatch = Watch & { readonly project: Project };

/** What an installation keeps, in memory. */
export class FakePeopleRows {
  readonly people = new Map<string, Member>();
  readonly accountRows = new Map<string, OpenAccount>();
  readonly watchRows = new Map<string, StoredWatch>();
  readonly beforeMute = new Map<string, Pick<Watch, 'level' | 'filter'>>();
  readonly feedPlans = new Map<string, readonly FeedPlan[]>();
  /** Feeds to show; a test fills them in. */
  readonly feedRows = new Map<string, readonly Feed[]>();
  readonly woken: string[] = [];
  /** By account and project. */
  readonly roles = new Map<string, Role>();
  /** `account kind project`, for each feed that an action made due. */
  readonly wakes: string[] = [];
  readonly seen = new Map<string, Date>();
  readonly strangers = new FakeStrangerStore();
  readonly invites = new FakeInviteStore();
  readonly actions = new FakeActionStore();
  readonly timeline = new FakeTimelineStore();
  readonly mentions = new FakeMentionStore(this.accountRows, this.people);
  readonly mutes = new FakeMuteStore();
  readonly passes = new FakePassStore();
  readonly preferences = new FakePreferenceStore();
  readonly lostTopics = new Set<string>();
  readonly reopenedTopics: string[] = [];
  readonly chatRows = new Map<string, Chat>();
  /** What was done last to the subjects of cards. */
  readonly deedRows = new Map<string, CardDeed>();
  readonly pendingRows = new Map<string, PendingAction>();
  readonly settingRows = new Map<string, string>();
  readonly noticeRows: Notice[] = [];
  /** What accounts saw last; a test fills it in. */
  readonly mergeRequestRows: SeenMergeRequest[] = [];
  readonly issueRows: SeenIssue[] = [];
  readonly brokenRows: BrokenBranch[] = [];
  readonly reviewRequestRows: ReviewRequest[] = [];
  readonly assignmentRows: Assignment[] = [];
  readonly heldRows: HeldPipeline[] = [];
  readonly deploymentRows: WaitingDeployment[] = [];
  /** Merge requests whose verdicts were kept, with the account that saw them. */
  readonly completed: string[] = [];
  readonly pipelineRows: Pipeline[] = [];
  /** What messages told, by `chatId:messageId`; a test fills it in. */
  readonly toldRows = new Map<string, Notification>();
  /** What was last seen, last changed first. */
  readonly seenRows: Subject[] = [];
  /** What was told together with the row that was told last. */
  readonly burstRows = new Map<string, readonly Notification[]>();
  /** What a message tells besides, by the same key. */
  readonly summedRows = new Map<string, readonly Notification[]>();
  /** Messages of cards, by `chatKey cardKey`. */
  readonly cardRows = new Map<string, string>();
  #nextId = 1;

  id(kind: string): string {
    return `${kind}-${this.#nextId++}`;
  }

  pending(id: string, now: Date): PendingAction | null {
    const pending = this.pendingRows.get(id);
    return pending !== undefined && pending.expiresAt > now ? pending : null;
  }

  watched(row: StoredWatch | undefined): WatchedProject | null {
    const account = closedOrNull(row === undefined ? undefined : this.accountRows.get(row.accountId));
    if (row === undefined || account === null) return null;
    const { project, ...watch } = row;
    return { watch, project, account };
  }

  watches(isWanted: (row: StoredWatch) => boolean): readonly WatchedProject[] {
    return [...this.watchRows.values()]
      .filter(isWanted)
      .map((row) => this.watched(row))
      .filter((watched) => watched !== null);
  }

  isHeardIn(key: string, chatKey: string): boolean {
    return chatKey === key || (this.lostTopics.has(chatKey) && chatKey.startsWith(`${key}/`));
  }

  change(id: string, change: Partial<Watch>): Promise<void> {
    const row = this.watchRows.get(id);
    if (row !== undefined) this.watchRows.set(id, { ...row, ...change });
    return Promise.resolve();
  }

  setLevel(id: string, level: PlainLevel): Promise<void> {
    const row = this.watchRows.get(id);
    if (level === 'muted' && row !== undefined && row.level !== 'muted')
      this.beforeMute.set(id, { level: row.level, filter: row.filter });
    return this.change(id, { level, filter: null });
  }

  unmute(id: string, usualLevel: OpenLevel): Promise<void> {
    const row = this.watchRows.get(id);
    const before = this.beforeMute.get(id) ?? { level: usualLevel, filter: null };
    return this.change(id, { mutedUntil: null, ...(row?.level === 'muted' ? before : {}) });
  }

  removeAccount(id: string): number {
    const watches = [...this.watchRows.values()].filter((row) => row.accountId === id);
    for (const watch of watches) this.watchRows.delete(watch.id);
    this.accountRows.delete(id);
    this.feedPlans.delete(id);
    return watches.length;
  }

  summary({ id, name, isOperator, access }: Member): MemberSummary {
    const accounts = [...this.accountRows.values()].filter((row) => row.personId === id);
    const owned = new Set(accounts.map((account) => account.id));
    return {
      ...{ id, name, isOperator, seenAt: this.seen.get(id) ?? null },
      accounts: accounts.map(({ user, forge }) => ({ login: user.login, forgeUrl: forge.url })),
      watches: this.watches(({ accountId }) => owned.has(accountId)).length,
      ...(access === undefined ? {} : { access }),
    };
  }

  revoke(personId: string): Forgotten {
    const member = this.people.get(personId);
    const gone = this.forget(personId);
    if (member !== undefined) this.people.set(personId, { ...member, access: 'revoked' });
    return gone;
  }

  forget(personId: string): Forgotten {
    const accounts = [...this.accountRows.values()].filter((row) => row.personId === personId);
    const watches = accounts.reduce((sum, { id }) => sum + this.removeAccount(id), 0);
    this.people.delete(personId);
    const messages = this.noticeRows.length;
    return { accounts: accounts.length, watches, messages, actions: 0, events: 0, tickets: 0 };
  }
}

export function closed(row: OpenAccount): Account {
  const { id, personId, forge, user, token, state, linkedAt } = row;
  return { id, personId, forge, user, token, state, linkedAt };
}

export function closedOrNull(row: OpenAccount | undefined): Account | null {
  return row === undefined ? null : closed(row);
}
