import { amend } from '../../src/domain/judge-again.js';
import type { Callee } from '../../src/domain/called.js';
import type { Chat } from '../../src/domain/chat.js';
import type { Notification } from '../../src/domain/notification.js';
import type { Mute } from '../../src/domain/mute.js';
import { NO_PREFERENCES, type Preferences } from '../../src/domain/preferences.js';
import type {
  Card,
  LaneLease,
  OutboxMessage,
  OutboxStore,
  Standing,
} from '../../src/domain/ports/outbox-store.js';

import { cardKey, type Snapshot } from '../../src/domain/subject.js';

interface Row {
  message: OutboxMessage;
  state: 'waiting' | 'sent' | 'abandoned' | 'withdrawn';
}

export interface FakeOutboxStore extends OutboxStore {
  /** Owes a notification to the chat. */
  owe(notification: Notification): void;
  readonly rows: readonly Row[];
  /** Forgets the lease, as another process taking it would. */
  steal(): void;
  readonly unreachable: ReadonlySet<string>;
  /** Its topic takes messages again. */
  reopenTopic(): void;
  readonly nextDueAt: Date | null;
  /** What the chat prefers; a change makes it due. */
  prefer(preferences: Partial<Preferences>): void;
  /** The watches of the chat, and what their account saw last, as they are when a message is about to be sent. */
  readonly watches: Map<string, Standing['watch']>;
  readonly seen: Map<string, Snapshot>;
  /** What the chat muted. */
  readonly mutes: Mute[];
  /** Who is mentioned in the chat. */
  readonly callees: Callee[];
}

/** The outbox of one chat in memory, with the fence and the wake counter of the real one. */
export function createFakeOutboxStore(chat: Chat): FakeOutboxStore {
  const rows: Row[] = [];
  const cards = new Map<string, Card>();
  const unreachable = new Set<string>();
  let token = 0;
  let wake = 0;
  let dueAt: Date | null = null;
  let isLeased = false;
  let closedUntil: Date | null = null;
  let isTopicLost = false;
  let preferences = NO_PREFERENCES;
  const mutes: Mute[] = [];
  const callees: Callee[] = [];
  const watches = new Map<string, Standing['watch']>();
  const seen = new Map<string, Snapshot>();
  const holds = (lease: LaneLease): boolean => lease.token === String(token);
  const rowsOf = (ids: readonly string[]): readonly Row[] =>
    rows.filter(({ message }) => ids.includes(message.id));
  const release = (lease: LaneLease, nextDueAt: Date | null, now: Date): void => {
    if (!holds(lease)) return;
    isLeased = false;
    dueAt = String(wake) === lease.wake ? nextDueAt : now;
  };

  return {
    rows,
    unreachable,
    mutes,
    callees,
    watches,
    seen,
    get nextDueAt() {
      return dueAt;
    },
    prefer(change) {
      preferences = { ...preferences, ...change };
      dueAt = new Date(0);
    },
    owe(notification) {
      wake += 1;
      dueAt = new Date(0);
      const id = String(rows.length + 1);
      const attempts = { startedAttempts: 0, finishedAttempts: 0 };
      const message = { id, notification, createdAt: new Date(0), ...attempts, isDeferred: false };
      rows.push({ message, state: 'waiting' });
    },
    reopenTopic: () => {
      closedUntil = new Date(0);
      dueAt = new Date(0);
    },
    steal: () => {
      token += 1;
    },
    claimLanes({ owner, now }) {
      if (isLeased || dueAt === null || dueAt > now || (closedUntil ?? now) > now) return Promise.resolve([]);
      isLeased = true;
      token += 1;
      const topic = { isTopicClosed: closedUntil !== null, isTopicLost };
      const chosen = { language: 'en', preferences, mutes: [...mutes], callees: [...callees], ...topic };
      const lease = { chat, ...chosen, owner, token: String(token), wake: String(wake) };
      return Promise.resolve([lease]);
    },
    head: (_chatKey, limit, which = 'all') =>
      Promise.resolve(
        rows
          .filter(({ state }) => state === 'waiting')
          .filter(({ message }) => which === 'all' || message.isDeferred === (which === 'deferred'))
          .slice(0, limit)
          .map(({ message }) => withStanding(message, watches, seen)),
      ),
    begin(lease, ids) {
      if (!holds(lease)) return Promise.resolve(false);
      for (const row of rowsOf(ids)) {
        row.message = { ...row.message, startedAttempts: row.message.startedAttempts + 1 };
      }
      return Promise.resolve(true);
    },
    findCard: (_chatKey, key) => Promise.resolve(cards.get(key) ?? null),
    settle(lease, { ids, deferredIds = [], card }, end) {
      if (!holds(lease)) return Promise.resolve(false);
      for (const row of rowsOf(ids)) row.state = 'sent';
      for (const row of rowsOf(deferredIds)) {
        const { startedAttempts: finishedAttempts } = row.message;
        row.message = { ...row.message, finishedAttempts, isDeferred: true };
      }
      if (card !== null) cards.set(card.key, card.card);
      if (end !== undefined) release(lease, end.nextDueAt, end.now);
      return Promise.resolve(true);
    },
    fail(lease, ids) {
      for (const row of holds(lease) ? rowsOf(ids) : []) {
        row.message = { ...row.message, finishedAttempts: row.message.finishedAttempts + 1 };
      }
      return Promise.resolve();
    },
    abandon(lease, ids) {
      for (const row of holds(lease) ? rowsOf(ids) : []) row.state = 'abandoned';
      return Promise.resolve();
    },
    rejudge(lease, { withdrawnIds, amendments }) {
      if (!holds(lease)) return Promise.resolve();
      for (const row of rowsOf(withdrawnIds)) row.state = 'withdrawn';
      for (const { id, rule } of amendments) {
        for (const row of rowsOf([id])) row.message = amend([row.message], [{ id, rule }])[0] ?? row.message;
      }
      return Promise.resolve();
    },
    endMutes(_chatKey, ids) {
      mutes.splice(0, mutes.length, ...mutes.filter(({ id }) => !ids.includes(id)));
      return Promise.resolve();
    },
    release(lease, nextDueAt, now) {
      release(lease, nextDueAt, now);
      return Promise.resolve();
    },
    markUnreachable(key) {
      unreachable.add(key);
      return Promise.resolve();
    },
    closeTopic(_lease, until) {
      closedUntil = until;
      return Promise.resolve();
    },
    openTopic() {
      closedUntil = null;
      return Promise.resolve();
    },
    loseTopic() {
      isTopicLost = true;
      return Promise.resolve();
    },
    moveChat: () => Promise.resolve(),
    depth: () => Promise.resolve({ waiting: 0, oldestSeconds: 0 }),
  };
}

function withStanding(
  message: OutboxMessage,
  watches: ReadonlyMap<string, Standing['watch']>,
  seen: ReadonlyMap<string, Snapshot>,
): OutboxMessage {
  const { notification } = message;
  const watch = notification.kind === 'event' ? watches.get(notification.rule.watchId) : undefined;
  if (watch === undefined || notification.kind !== 'event') return message;
  return { ...message, standing: { watch, subject: seen.get(cardKey(notification.event.subject)) ?? null } };
}
