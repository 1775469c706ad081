import type { Callee } from '../../domain/called.js';
import type { MentionStore } from '../../domain/ports/mention-store.js';
import type { Database } from '../database.js';
import { type CalleeRow, CALLEE, toCallee } from './callee-row.js';

export function createMentionStore({ sql }: Database): MentionStore {
  return {
    async listOf(chatId): Promise<readonly Callee[]> {
      const rows = await sql<CalleeRow>(
        `SELECT ${CALLEE} WHERE n.chat_id = $1 ORDER BY m.name, a.forge_url`,
        [chatId],
      );
      return rows.map(toCallee);
    },
    groupsOf: (personId) =>
      sql(
        `SELECT n.chat_id AS "chatId", min(c.title) AS title FROM mention n
         JOIN account a ON a.id = n.account_id LEFT JOIN chat c ON c.chat_id = n.chat_id
         WHERE a.person_id = $1 GROUP BY n.chat_id ORDER BY title, n.chat_id`,
        [personId],
      ),
    async begin({ chatId, personId, accountId, now }) {
      await sql(
        `INSERT INTO mention (chat_id, account_id, created_at)
         SELECT $1, id, $4::timestamptz FROM account WHERE id = $2 AND person_id = $3 ON CONFLICT DO NOTHING`,
        [chatId, accountId, personId, now],
      );
    },
    async end(chatId, personId) {
      const ended = await sql(
        `DELETE FROM mention n USING account a WHERE n.chat_id = $1 AND a.id = n.account_id AND a.person_id = $2
         RETURNING n.account_id`,
        [chatId, personId],
      );
      return ended.length > 0;
    },
  };
}
