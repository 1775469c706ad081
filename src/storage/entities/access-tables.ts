import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** Somebody who wants in and has not been let in. */
export interface StrangerEntity {
  id: string;
  name: string;
  language: string;
  /** When operators were asked last. */
  askedAt: Date;
  isDenied: boolean;
}

export const strangerTable = defineTable<StrangerEntity>({
  name: 'stranger',
  columns: {
    id: column.text('id', primary('stranger_pk')),
    name: column.text('name'),
    language: column.text('language'),
    askedAt: column.time('asked_at'),
    isDenied: column.flag('is_denied'),
  },
});

export interface InviteEntity {
  code: string;
  madeBy: string;
  forgeUrl: string;
  paths: readonly string[];
  letsIn: boolean;
  createdAt: Date;
  expiresAt: Date;
}

export const inviteTable = defineTable<InviteEntity>({
  name: 'invite',
  columns: {
    code: column.text('code', primary('invite_pk')),
    madeBy: column.text('made_by'),
    forgeUrl: column.text('forge_url'),
    paths: column.json('paths'),
    letsIn: column.flag('lets_in'),
    createdAt: column.time('created_at'),
    expiresAt: column.time('expires_at'),
  },
  indices: [{ name: 'invite_by_maker', columns: ['madeBy'] }],
  foreignKeys: [
    {
      name: 'invite_of_member',
      target: 'member',
      columnNames: ['madeBy'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
