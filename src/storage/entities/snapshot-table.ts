import type { Snapshot } from '../../domain/subject.js';
import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface SnapshotEntity {
  accountId: string;
  key: string;
  kind: Snapshot['kind'];
  projectId: string;
  body: Snapshot;
  updatedAt: Date;
}

export const snapshotTable = defineTable<SnapshotEntity>({
  name: 'snapshot',
  columns: {
    accountId: column.uuid('account_id', primary('snapshot_pk')),
    key: column.text('key', primary('snapshot_pk')),
    kind: column.text('kind'),
    projectId: column.text('project_id'),
    body: column.json('body'),
    updatedAt: column.time('updated_at'),
  },
  indices: [{ name: 'snapshot_by_project', columns: ['accountId', 'projectId'] }],
  foreignKeys: [
    {
      name: 'snapshot_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
