import type { Notification } from '../../domain/notification.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface OutboxEntity {
  /** Rises in the order of the commits within a chat, because the lane's row lock is taken before the insert. */
  id: string;
  chatKey: string;
  accountId: string;
  dedupeKey: string;
  /** Without the chat's key, which changes when a group becomes a supergroup. */
  payload: Omit<Notification, 'chatKey'>;
  createdAt: Date;
  startedAttempts: number;
  finishedAttempts: number;
  sentAt: Date | null;
  abandonedAt: Date | null;
  /** When quiet hours put it off. */
  deferredAt: Date | null;
  lastError: string | null;
  /** The message that showed it. */
  messageId: string | null;
  /** The message that stands for it among others, or for no subject at all: a reply to it is a comment on nothing. */
  summedUpIn: string | null;
}

export const outboxTable = defineTable<OutboxEntity>({
  name: 'outbox',
  columns: {
    id: column.bigint('id', { ...primary('outbox_pk'), generated: 'increment' }),
    chatKey: column.text('chat_key'),
    accountId: column.uuid('account_id'),
    dedupeKey: column.text('dedupe_key'),
    payload: column.json('payload'),
    createdAt: column.time('created_at'),
    startedAttempts: column.integer('started_attempts', { default: 0 }),
    finishedAttempts: column.integer('finished_attempts', { default: 0 }),
    sentAt: column.time('sent_at', optional),
    abandonedAt: column.time('abandoned_at', optional),
    deferredAt: column.time('deferred_at', optional),
    lastError: column.text('last_error', optional),
    messageId: column.text('message_id', optional),
    summedUpIn: column.text('summed_up_in', optional),
  },
  uniques: [{ name: 'outbox_identity', columns: ['chatKey', 'dedupeKey'] }],
  indices: [
    { name: 'outbox_head', columns: ['chatKey', 'id'], where: 'sent_at IS NULL AND abandoned_at IS NULL' },
    { name: 'outbox_by_account', columns: ['accountId'] },
    { name: 'outbox_by_age', columns: ['createdAt'] },
    { name: 'outbox_by_message', columns: ['messageId'] },
    { name: 'outbox_by_summary', columns: ['summedUpIn'], where: 'summed_up_in IS NOT NULL' },
  ],
  foreignKeys: [
    {
      name: 'outbox_of_chat',
      target: 'chat',
      columnNames: ['chatKey'],
      referencedColumnNames: ['key'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
    {
      name: 'outbox_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
