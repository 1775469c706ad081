import type { PassKind } from '../../domain/ports/pass-store.js';
import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface PassEntity {
  hash: string;
  kind: PassKind;
  personId: string;
  createdAt: Date;
  expiresAt: Date;
}

export const passTable = defineTable<PassEntity>({
  name: 'pass',
  columns: {
    hash: column.text('hash', primary('pass_pk')),
    kind: column.text('kind'),
    personId: column.text('person_id'),
    createdAt: column.time('created_at'),
    expiresAt: column.time('expires_at'),
  },
  indices: [{ name: 'pass_by_person', columns: ['personId'] }],
  foreignKeys: [
    {
      name: 'pass_of_member',
      target: 'member',
      columnNames: ['personId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
