import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** Kept for each account: nothing that one token read is shown through another. */
export interface ProjectEntity {
  accountId: string;
  id: string;
  path: string;
  name: string;
  url: string;
  defaultBranch: string | null;
  /** The account's; `null`: not known. */
  role: string | null;
}

export const projectTable = defineTable<ProjectEntity>({
  name: 'project',
  columns: {
    accountId: column.uuid('account_id', primary('project_pk')),
    id: column.text('id', primary('project_pk')),
    path: column.text('path'),
    name: column.text('name'),
    url: column.text('url'),
    defaultBranch: column.text('default_branch', optional),
    role: column.text('role', optional),
  },
  foreignKeys: [
    {
      name: 'project_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
