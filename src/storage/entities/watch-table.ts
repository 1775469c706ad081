import type { Watch, WatchLevel } from '../../domain/watch.js';
import type { WatchFilter } from '../../domain/watch-filter.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface WatchEntity {
  id: string;
  chatKey: string;
  accountId: string;
  projectId: string;
  level: WatchLevel;
  filter: WatchFilter | null;
  /** Of a watch that is muted for good: what it was. */
  beforeMute: Pick<Watch, 'level' | 'filter'> | null;
  mutedUntil: Date | null;
  isConfirmed: boolean;
  createdAt: Date;
}

export const watchTable = defineTable<WatchEntity>({
  name: 'watch',
  columns: {
    id: column.uuid('id', primary('watch_pk')),
    chatKey: column.text('chat_key'),
    accountId: column.uuid('account_id'),
    projectId: column.text('project_id'),
    level: column.text('level'),
    filter: column.json('filter', optional),
    beforeMute: column.json('before_mute', optional),
    mutedUntil: column.time('muted_until', optional),
    isConfirmed: column.flag('is_confirmed'),
    createdAt: column.time('created_at'),
  },
  uniques: [{ name: 'watch_identity', columns: ['chatKey', 'accountId', 'projectId'] }],
  indices: [{ name: 'watch_by_project', columns: ['accountId', 'projectId'] }],
  foreignKeys: [
    {
      name: 'watch_of_chat',
      target: 'chat',
      columnNames: ['chatKey'],
      referencedColumnNames: ['key'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
    {
      name: 'watch_of_project',
      target: 'project',
      columnNames: ['accountId', 'projectId'],
      referencedColumnNames: ['accountId', 'id'],
      onDelete: 'CASCADE',
    },
  ],
});
