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
  /** By whom it is found: see `personOf`. */
  actor: string | null;
  branches: string[];
  /** Forge's time; ours when that was no date. */
  at: Date;
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
    actor: column.text('actor', optional),
    branches: column.text('branches', { array: true }),
    at: column.time('at'),
    createdAt: column.time('created_at'),
  },
  uniques: [{ name: 'event_identity', columns: ['accountId', 'key'] }],
  indices: [
    { name: 'event_by_age', columns: ['createdAt'] },
    { name: 'event_in_time', columns: ['accountId', 'at', 'id'] },
    { name: 'event_of_project', columns: ['accountId', 'projectId', 'at', 'id'] },
    { name: 'event_by_actor', columns: ['accountId', 'actor', 'at', 'id'] },
    { name: 'event_in_order', columns: ['accountId', 'id'] },
    { name: 'event_by_type', columns: ['accountId', 'type', 'at', 'id'] },
    // Over expressions, which TypeORM cannot say.
    { name: 'event_on_branch', synchronize: false },
    { name: 'event_on_other_branch', synchronize: false },
    { name: 'event_by_pairs', synchronize: false },
  ],
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
