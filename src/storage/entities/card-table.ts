import type { CardDeed } from '../../domain/card-deed.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface CardEntity {
  chatKey: string;
  cardKey: string;
  messageId: string;
  fingerprint: string;
  deed: CardDeed | null;
  updatedAt: Date;
}

export const cardTable = defineTable<CardEntity>({
  name: 'card',
  columns: {
    chatKey: column.text('chat_key', primary('card_pk')),
    cardKey: column.text('card_key', primary('card_pk')),
    messageId: column.text('message_id'),
    fingerprint: column.text('fingerprint'),
    deed: column.json('deed', optional),
    updatedAt: column.time('updated_at'),
  },
  foreignKeys: [
    {
      name: 'card_of_chat',
      target: 'chat',
      columnNames: ['chatKey'],
      referencedColumnNames: ['key'],
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
  ],
});
