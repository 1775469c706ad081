import type { FeedKind } from '../../domain/feed.js';
import type { JsonObject } from '../../domain/json.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface FeedEntity {
  id: string;
  accountId: string;
  kind: FeedKind;
  projectId: string | null;
  cursor: JsonObject | null;
  baselineAt: Date | null;
  nextPollAt: Date;
  lastChangeAt: Date | null;
  /** Woken since it was claimed: what is being read just now may be too old. */
  wokenAt: Date | null;
  isRunning: boolean;
  failures: number;
  lastError: string | null;
  countedSince: Date | null;
  fetched: number;
  stored: number;
}

export const feedTable = defineTable<FeedEntity>({
  name: 'feed',
  columns: {
    id: column.uuid('id', primary('feed_pk')),
    accountId: column.uuid('account_id'),
    kind: column.text('kind'),
    projectId: column.text('project_id', optional),
    cursor: column.json('cursor', optional),
    baselineAt: column.time('baseline_at', optional),
    nextPollAt: column.time('next_poll_at'),
    lastChangeAt: column.time('last_change_at', optional),
    wokenAt: column.time('woken_at', optional),
    isRunning: column.flag('is_running', { default: false }),
    failures: column.integer('failures', { default: 0 }),
    lastError: column.text('last_error', optional),
    countedSince: column.time('counted_since', optional),
    fetched: column.integer('fetched', { default: 0 }),
    stored: column.integer('stored', { default: 0 }),
  },
  uniques: [{ name: 'feed_identity', columns: ['accountId', 'kind', 'projectId'] }],
  indices: [
    /** The constraint above lets nulls repeat; this one does not. */
    {
      name: 'feed_of_account_identity',
      columns: ['accountId', 'kind'],
      unique: true,
      where: 'project_id IS NULL',
    },
    { name: 'feed_peers', columns: ['projectId', 'kind'] },
  ],
  foreignKeys: [
    {
      name: 'feed_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
