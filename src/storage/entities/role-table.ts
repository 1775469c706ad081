import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface RoleEntity {
  role: string;
  owner: string;
  heldUntil: Date;
}

export const roleTable = defineTable<RoleEntity>({
  name: 'role',
  columns: {
    role: column.text('role', primary('role_pk')),
    owner: column.text('owner'),
    heldUntil: column.time('held_until'),
  },
});
