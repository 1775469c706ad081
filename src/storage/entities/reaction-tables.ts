import type { Json } from '../../domain/json.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

const ofAccount = (name: string) => ({
  name,
  target: 'account',
  columnNames: ['accountId'],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});

const ofEvent = (name: string) => ({
  name,
  target: 'event',
  columnNames: ['eventId'],
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE' as const,
});

/** Events that no handler was asked about yet; written with the event itself. */
export const reactionEventTable = defineTable<{ eventId: string }>({
  name: 'reaction_event',
  columns: { eventId: column.bigint('event_id', primary('reaction_event_pk')) },
  foreignKeys: [ofEvent('reaction_event_of_event')],
});

export interface ReactionRunEntity {
  id: string;
  eventId: string;
  accountId: string;
  module: string;
  handler: string;
  name: string;
  occasion: string;
  card: string;
  nextDueAt: Date;
  startedAttempts: number;
  finishedAttempts: number;
  failures: number;
  finishedAt: Date | null;
  result: string | null;
  code: string | null;
}

export const reactionRunTable = defineTable<ReactionRunEntity>({
  name: 'reaction_run',
  columns: {
    id: column.bigint('id', { ...primary('reaction_run_pk'), generated: 'increment' }),
    eventId: column.bigint('event_id'),
    accountId: column.uuid('account_id'),
    module: column.text('module'),
    handler: column.text('handler'),
    name: column.text('name'),
    occasion: column.text('occasion'),
    card: column.text('card'),
    nextDueAt: column.time('next_due_at'),
    startedAttempts: column.integer('started_attempts', { default: 0 }),
    finishedAttempts: column.integer('finished_attempts', { default: 0 }),
    failures: column.integer('failures', { default: 0 }),
    finishedAt: column.time('finished_at', optional),
    result: column.text('result', optional),
    code: column.text('code', optional),
  },
  uniques: [{ name: 'reaction_run_identity', columns: ['accountId', 'handler', 'occasion'] }],
  indices: [
    {
      name: 'reaction_run_waiting',
      columns: ['accountId', 'module', 'eventId', 'id'],
      where: 'finished_at IS NULL',
    },
    { name: 'reaction_run_of_card', columns: ['accountId', 'handler', 'card', 'finishedAt'] },
    { name: 'reaction_run_by_event', columns: ['eventId'] },
  ],
  foreignKeys: [ofEvent('reaction_run_of_event'), ofAccount('reaction_run_of_account')],
});

export interface ReactionLaneEntity {
  accountId: string;
  module: string;
  nextDueAt: Date | null;
  leasedUntil: Date | null;
  leaseOwner: string | null;
  leaseToken: string;
}

export const reactionLaneTable = defineTable<ReactionLaneEntity>({
  name: 'reaction_lane',
  columns: {
    accountId: column.uuid('account_id', primary('reaction_lane_pk')),
    module: column.text('module', primary('reaction_lane_pk')),
    nextDueAt: column.time('next_due_at', optional),
    leasedUntil: column.time('leased_until', optional),
    leaseOwner: column.text('lease_owner', optional),
    leaseToken: column.bigint('lease_token', { default: 0 }),
  },
  foreignKeys: [ofAccount('reaction_lane_of_account')],
});

export interface ReactionMemoryEntity {
  accountId: string;
  module: string;
  key: string;
  value: Json;
  createdAt: Date;
}

/** What `once` has done. */
export const reactionMemoryTable = defineTable<ReactionMemoryEntity>({
  name: 'reaction_memory',
  columns: {
    accountId: column.uuid('account_id', primary('reaction_memory_pk')),
    module: column.text('module', primary('reaction_memory_pk')),
    key: column.text('key', primary('reaction_memory_pk')),
    value: column.json('value'),
    createdAt: column.time('created_at'),
  },
  indices: [{ name: 'reaction_memory_by_age', columns: ['createdAt'] }],
  foreignKeys: [ofAccount('reaction_memory_of_account')],
});
