import type { Decision } from '../../domain/access.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface MemberEntity {
  id: string;
  name: string;
  language: string;
  chosenLanguage: string | null;
  isOperator: boolean;
  access: Decision | null;
  createdAt: Date;
  updatedAt: Date;
  seenAt: Date | null;
}

export const memberTable = defineTable<MemberEntity>({
  name: 'member',
  columns: {
    id: column.text('id', primary('member_pk')),
    name: column.text('name'),
    language: column.text('language'),
    chosenLanguage: column.text('chosen_language', optional),
    isOperator: column.flag('is_operator'),
    access: column.text('access', optional),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
    seenAt: column.time('seen_at', optional),
  },
});
