import type { ForgeEvent } from '../../domain/event.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** Rows outlive the longest look-back plus the longest downtime: their keys are what stops a second telling. */
export interface EventEntity {
  id: string;
  accountId: string;
  key: string;
  type: string;
  projectId: string;
  body: ForgeEvent;
  /** Forge's time; `null` when it was no date. */
  at: Date | null;
  createdAt: Date;
}

export const eventTable = defineTable<EventEntity>({
  name: 'event',
  columns: {
    id: column.bigint('id', { ...primary('event_pk'), generated: 'increment' }),
    accountId: column.uuid('account_id'),
    key: column.text('key'),
    type: column.text('type'),
    projectId: column.text('project_id'),
    body: column.json('body'),
    at: column.time('at', optional),
    createdAt: column.time('created_at'),
  },
  uniques: [{ name: 'event_identity', columns: ['accountId', 'key'] }],
  indices: [{ name: 'event_by_age', columns: ['createdAt'] }],
  foreignKeys: [
    {
      name: 'event_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
