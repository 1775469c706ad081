import type { Delivered, OutboxStore } from '../../domain/ports/outbox-store.js';
import type { Clock } from '../../domain/time.js';
import { markUnreachable } from '../chats/mark-unreachable.js';
import { moveChat } from '../chats/move-chat.js';
import type { Database } from '../database.js';
import { abandon, type Attempt, begin, fail } from './attempts.js';
import { type CardName, findCards } from './cards.js';
import { gatherCalls } from '../gather-calls.js';
import { type HeadRequest, heads } from './heads.js';
import { claimLanes } from './lanes.js';
import { rejudge } from './rejudge.js';
import { settle, type Settlement } from './settle.js';
import { closeTopic, loseTopic, openTopic } from './topics.js';

const NOTHING: Delivered = { ids: [], card: null };

/** What each delivery needs is asked and written for many chats at once: a transaction costs more than what is in it. */
export function createOutboxStore(db: Database, clock: Clock): OutboxStore {
  const headOf = gatherCalls((requests: readonly HeadRequest[]) => heads(db.sql, requests));
  const cardOf = gatherCalls((names: readonly CardName[]) => findCards(db.sql, names));
  const beginOne = gatherCalls((attempts: readonly Attempt[]) => begin(db.sql, attempts));
  const settleOne = gatherCalls((settlements: readonly Settlement[]) => settle(db.sql, settlements));
  return {
    claimLanes: (claim) => claimLanes(db.sql, claim),
    head: (chatKey, limit, which = 'all') => headOf({ chatKey, limit, which }),
    begin: (lease, ids) => beginOne({ lease, ids }),
    findCard: (chatKey, cardKey) => cardOf({ chatKey, cardKey }),
    settle: (lease, delivered, release) =>
      settleOne({ lease, delivered, release: release ?? null, now: clock() }),
    fail: (lease, ids, error) => fail(db.sql, { lease, ids }, error),
    abandon: (lease, ids, reason) => abandon(db.sql, { lease, ids, reason, now: clock() }),
    rejudge: (lease, verdict) => db.transaction((sql) => rejudge(sql, lease, verdict)),
    async endMutes(chatKey, ids) {
      await db.sql(`DELETE FROM mute WHERE chat_key = $1 AND id = ANY($2::uuid[])`, [chatKey, ids]);
    },
    async release(lease, nextDueAt, now) {
      await settleOne({ lease, delivered: NOTHING, release: { nextDueAt, now }, now });
    },
    markUnreachable: (chatKey) => db.transaction((sql) => markUnreachable(sql, [chatKey], clock())),
    closeTopic: (lease, until) => db.transaction((sql) => closeTopic(sql, lease, until, clock())),
    openTopic: (lease) => openTopic(db.sql, lease),
    loseTopic: (lease) => db.transaction((sql) => loseTopic(sql, lease, clock())),
    moveChat: (from, to) => db.transaction((sql) => moveChat(sql, from, to, clock())),
    depth: (now) => depth(db, now),
  };
}

async function depth(db: Database, now: Date): Promise<{ waiting: number; oldestSeconds: number }> {
  const [row] = await db.sql<{ waiting: number; oldest: Date | null }>(
    `SELECT count(*)::integer AS waiting, min(created_at) AS oldest FROM outbox
     WHERE sent_at IS NULL AND abandoned_at IS NULL AND deferred_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM lane l WHERE l.chat_key = outbox.chat_key AND l.closed_until IS NOT NULL)`,
  );
  const oldest = row?.oldest ?? now;
  return {
    waiting: row?.waiting ?? 0,
    oldestSeconds: Math.max(0, (now.getTime() - oldest.getTime()) / 1_000),
  };
}
