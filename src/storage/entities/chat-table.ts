import type { ChatKind } from '../../domain/chat.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface ChatEntity {
  key: string;
  chatId: string;
  topicId: string | null;
  kind: ChatKind;
  title: string | null;
  language: string | null;
  isReachable: boolean;
}

export const chatTable = defineTable<ChatEntity>({
  name: 'chat',
  columns: {
    key: column.text('key', primary('chat_pk')),
    chatId: column.text('chat_id'),
    topicId: column.text('topic_id', optional),
    kind: column.text('kind'),
    title: column.text('title', optional),
    language: column.text('language', optional),
    isReachable: column.flag('is_reachable'),
  },
  indices: [{ name: 'chat_by_chat_id', columns: ['chatId'] }],
});
