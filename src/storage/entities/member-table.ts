import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface MemberEntity {
  id: string;
  name: string;
  language: string;
  isOperator: boolean;
  createdAt: Date;
  updatedAt: Date;
}

export const memberTable = defineTable<MemberEntity>({
  name: 'member',
  columns: {
    id: column.text('id', primary('member_pk')),
    name: column.text('name'),
    language: column.text('language'),
    isOperator: column.flag('is_operator'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
});
