import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface MuteEntity {
  id: string;
  chatKey: string;
  target: string;
  title: string;
  until: Date;
  state: string | null;
}

export const muteTable = defineTable<MuteEntity>({
  name: 'mute',
  columns: {
    id: column.uuid('id', primary('mute_pk')),
    chatKey: column.text('chat_key'),
    target: column.text('target'),
    title: column.text('title'),
    until: column.time('until'),
    state: column.text('state', optional),
  },
  uniques: [{ name: 'mute_identity', columns: ['chatKey', 'target'] }],
  foreignKeys: [
    {
      name: 'mute_of_chat',
      target: 'chat',
      columnNames: ['chatKey'],
      referencedColumnNames: ['key'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
  ],
});
