import { chatKey, type Chat } from '../../domain/chat.js';
import type { ChatStore } from '../../domain/ports/people-store.js';
import type { Clock } from '../../domain/time.js';
import type { Database } from '../database.js';
import { accountsOfChats, lockAccounts, refreshDue } from '../polling/account-lock.js';
import { CHAT_COLUMNS, toChat, type ChatRow } from '../rows.js';
import { findTopic, reopenTopic } from '../delivery/topics.js';
import type { Sql } from '../sql.js';
import { keysOfChat, markUnreachable } from './mark-unreachable.js';
import { moveChat } from './move-chat.js';

export function createChatStore(db: Database, clock: Clock): ChatStore {
  return {
    save: (chat) => db.transaction((sql) => save(sql, chat)),
    find: (key) => find(db.sql, key),
    listGroups: () => listGroups(db.sql),
    async chooseLanguage(chatId, language): Promise<void> {
      await db.sql(`UPDATE chat SET language = $2 WHERE chat_id = $1`, [chatId, language]);
    },
    markUnreachable: (chatId) =>
      db.transaction(async (sql) => markUnreachable(sql, await keysOfChat(sql, chatId), clock())),
    reopenTopic: (key) => reopenTopic(db.sql, key, clock()),
    move: (from, to) => db.transaction((sql) => moveChat(sql, from, to, clock())),
  };
}

async function find(sql: Sql, key: string): Promise<Chat | null> {
  const [row] = await sql<ChatRow>(`SELECT ${CHAT_COLUMNS} FROM chat c WHERE c.key = $1`, [key]);
  return row === undefined ? null : toChat(row);
}

async function listGroups(sql: Sql): Promise<readonly { chatId: string; language: string }[]> {
  const rows = await sql<{ chat_id: string; language: string }>(
    `SELECT chat_id, max(language) AS language FROM chat
     WHERE kind = 'group' AND is_reachable AND language IS NOT NULL GROUP BY chat_id ORDER BY chat_id`,
  );
  return rows.map(({ chat_id: chatId, language }) => ({ chatId, language }));
}

async function save(sql: Sql, chat: Parameters<ChatStore['save']>[0]): Promise<Chat> {
  const key = chatKey(chat.address);
  const rows = await sql<ChatRow>(`SELECT ${CHAT_COLUMNS} FROM chat c WHERE c.chat_id = $1 ORDER BY c.key`, [
    chat.address.chatId,
  ]);
  const known = rows.map(toChat);
  const before = known.find((one) => one.key === key);
  const saved: Chat = {
    ...chat.address,
    key,
    kind: chat.kind,
    title: chat.title,
    language: before === undefined ? firstLanguage(known, chat) : before.language,
    isReachable: true,
  };
  const silent = known.filter(({ isReachable }) => !isReachable);
  if (silent.length > 0) await reachAgain(sql, silent);
  await upsert(sql, saved);
  if (saved.topicId !== null) await findTopic(sql, saved.key);
  return saved;
}

/** Whoever writes in one topic of a group shows that the bot is in all of them. */
async function reachAgain(sql: Sql, chats: readonly Chat[]): Promise<void> {
  const keys = chats.map(({ key }) => key);
  const accountIds = await accountsOfChats(sql, keys);
  await lockAccounts(sql, accountIds);
  await sql(`UPDATE chat SET is_reachable = true WHERE key = ANY($1::text[])`, [keys]);
  await refreshDue(sql, accountIds);
}

/** The topics of a group share its language. */
function firstLanguage(known: readonly Chat[], chat: Parameters<ChatStore['save']>[0]): string | null {
  return known.find(({ language }) => language !== null)?.language ?? chat.language ?? null;
}

/** Leaves an unchanged row alone: every message that people send comes through here. */
async function upsert(sql: Sql, chat: Chat): Promise<void> {
  await sql(
    `INSERT INTO chat (key, chat_id, topic_id, kind, title, language, is_reachable)
     VALUES ($1, $2, $3, $4, $5, $6, true)
     ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, title = excluded.title, is_reachable = true
       WHERE (chat.kind, chat.title, chat.is_reachable) IS DISTINCT FROM (excluded.kind, excluded.title, true)`,
    [chat.key, chat.chatId, chat.topicId, chat.kind, chat.title, chat.language],
  );
}
