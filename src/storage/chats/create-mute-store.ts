import type { Mute } from '../../domain/mute.js';
import type { MuteStore } from '../../domain/ports/mute-store.js';
import type { Database } from '../database.js';

export function createMuteStore({ sql }: Database): MuteStore {
  return {
    async put(chatKey, { id, target, title, until, state }) {
      await sql(
        `INSERT INTO mute (id, chat_key, target, title, until, state) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (chat_key, target) DO UPDATE
           SET title = excluded.title, until = excluded.until, state = excluded.state`,
        [id, chatKey, target, title, until, state],
      );
    },
    list: (chatKey, now) =>
      sql<Mute>(
        `SELECT id, target, title, until, state FROM mute WHERE chat_key = $1 AND until > $2 ORDER BY until, target`,
        [chatKey, now],
      ),
    async end(chatKey, target) {
      const ended = await sql(`DELETE FROM mute WHERE chat_key = $1 AND target = $2 RETURNING id`, [
        chatKey,
        target,
      ]);
      return ended.length > 0;
    },
    async endAll(chatKey) {
      await sql(`DELETE FROM mute WHERE chat_key = $1`, [chatKey]);
    },
  };
}
