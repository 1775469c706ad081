import { column, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** A person who is mentioned in a group as the user of an account: whose it is the account says. */
export interface MentionEntity {
  /** The group with all its topics. */
  chatId: string;
  accountId: string;
  createdAt: Date;
}

export const mentionTable = defineTable<MentionEntity>({
  name: 'mention',
  columns: {
    chatId: column.text('chat_id', primary('mention_pk')),
    accountId: column.uuid('account_id', primary('mention_pk')),
    createdAt: column.time('created_at'),
  },
  indices: [{ name: 'mention_by_account', columns: ['accountId'] }],
  foreignKeys: [
    {
      name: 'mention_of_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
