import type { Notification } from '../../domain/notification.js';
import type { LaneLease, OutboxMessage, OutboxStore } from '../../domain/ports/outbox-store.js';
import type { Clock } from '../../domain/time.js';
import { markUnreachable } from '../chats/mark-unreachable.js';
import { moveChat } from '../chats/move-chat.js';
import type { Database } from '../database.js';
import { findCard } from './cards.js';
import { claimLanes, releaseLane } from './lanes.js';
import { abandon, begin, fail, settle } from './settle.js';

export function createOutboxStore(db: Database, clock: Clock): OutboxStore {
  return {
    claimLanes: (claim) => claimLanes(db.sql, claim),
    head: (chatKey, limit) => head(db, chatKey, limit),
    begin: (lease, ids) => begin(db.sql, lease, ids),
    findCard: (chatKey, cardKey) => findCard(db.sql, chatKey, cardKey),
    settle: (lease, delivered) => db.transaction((sql) => settle(sql, lease, delivered, clock())),
    fail: (lease, ids, error) => fail(db.sql, lease, ids, error),
    abandon: (lease, ids, reason) => abandon(db.sql, { lease, ids, reason, now: clock() }),
    release: (lease: LaneLease, nextDueAt, now) => releaseLane(db.sql, lease, nextDueAt, now),
    markUnreachable: (chatKey) => db.transaction((sql) => markUnreachable(sql, [chatKey], clock())),
    moveChat: (from, to) => db.transaction((sql) => moveChat(sql, from, to, clock())),
    depth: (now) => depth(db, now),
  };
}

interface MessageRow {
  id: string;
  chat_key: string;
  payload: object;
  created_at: Date;
  started_attempts: number;
  finished_attempts: number;
}

async function head(db: Database, chatKey: string, limit: number): Promise<readonly OutboxMessage[]> {
  const rows = await db.sql<MessageRow>(
    `SELECT id, chat_key, payload, created_at, started_attempts, finished_attempts FROM outbox
     WHERE chat_key = $1 AND sent_at IS NULL AND abandoned_at IS NULL ORDER BY id LIMIT $2`,
    [chatKey, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    notification: { ...row.payload, chatKey: row.chat_key } as Notification,
    createdAt: row.created_at,
    startedAttempts: row.started_attempts,
    finishedAttempts: row.finished_attempts,
  }));
}

async function depth(db: Database, now: Date): Promise<{ waiting: number; oldestSeconds: number }> {
  const [row] = await db.sql<{ waiting: number; oldest: Date | null }>(
    `SELECT count(*)::integer AS waiting, min(created_at) AS oldest FROM outbox
     WHERE sent_at IS NULL AND abandoned_at IS NULL`,
  );
  const oldest = row?.oldest ?? now;
  return {
    waiting: row?.waiting ?? 0,
    oldestSeconds: Math.max(0, (now.getTime() - oldest.getTime()) / 1_000),
  };
}
