import type { Notification } from '../../domain/notification.js';
import type { NewsStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { json } from '../sql.js';

interface NewsRow {
  chat_key: string;
  payload: object;
}

/** What messages of the bot told. A message's number is unique within the Telegram chat, whatever the topic. */
export function createNewsStore(db: Database): NewsStore {
  return {
    async findCard(chatKey, cardKey) {
      const [row] = await db.sql<{ message_id: string }>(
        `SELECT message_id FROM card WHERE chat_key = $1 AND card_key = $2`,
        [chatKey, cardKey],
      );
      return row?.message_id ?? null;
    },
    async noteDeed(chatKey, cardKey, deed) {
      await db.sql(`UPDATE card SET deed = $3::jsonb WHERE chat_key = $1 AND card_key = $2`, [
        chatKey,
        cardKey,
        json(deed),
      ]);
    },
    async findTold(chatId, messageId) {
      const [row] = await db.sql<NewsRow>(
        `SELECT o.chat_key, o.payload FROM outbox o JOIN chat c ON c.key = o.chat_key
         WHERE o.message_id = $2 AND c.chat_id = $1 ORDER BY o.id DESC LIMIT 1`,
        [chatId, messageId],
      );
      return row === undefined ? null : toNotification(row);
    },
    async findBurst(chatId, messageId) {
      const rows = await db.sql<NewsRow>(
        `WITH told AS (
           SELECT o.id, o.chat_key, o.payload, o.sent_at FROM outbox o JOIN chat c ON c.key = o.chat_key
           WHERE o.message_id = $2 AND c.chat_id = $1
         )
         SELECT chat_key, payload FROM told
         WHERE sent_at = (SELECT sent_at FROM told ORDER BY id DESC LIMIT 1) ORDER BY id`,
        [chatId, messageId],
      );
      return rows.map(toNotification);
    },
    async listTold(chatId, messageId, limit) {
      const rows = await db.sql<NewsRow>(
        `SELECT o.chat_key, o.payload FROM outbox o JOIN chat c ON c.key = o.chat_key
         WHERE (o.message_id = $2 OR o.summed_up_in = $2) AND c.chat_id = $1 ORDER BY o.id DESC LIMIT $3`,
        [chatId, messageId, limit],
      );
      return rows.map(toNotification);
    },
  };
}

function toNotification({ payload, chat_key: chatKey }: NewsRow): Notification {
  return { ...payload, chatKey } as Notification;
}
