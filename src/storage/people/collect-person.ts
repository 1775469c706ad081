import type { PersonalData } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';

/** Telegram takes files of 50 MB. */
const MOST_ROWS = 10_000;

/** Columns by name, so that what is sealed or hashed is never among them. */
const PARTS = {
  person: `SELECT id, name, language, is_operator, access, created_at, seen_at FROM member WHERE id = $1`,
  accounts: `SELECT forge_kind, forge_url, user_id, user_login, user_name, token AS token_facts, state, linked_at
    FROM account WHERE person_id = $1 ORDER BY linked_at`,
  watches: `SELECT w.chat_key, p.path, p.url, w.level, w.filter, w.muted_until, w.is_confirmed, w.created_at
    FROM watch w JOIN account a ON a.id = w.account_id JOIN project p ON p.account_id = a.id AND p.id = w.project_id
    WHERE a.person_id = $1 ORDER BY w.created_at`,
  chats: `SELECT key, kind, title, is_reachable FROM chat WHERE chat_id = $1`,
  actions: `SELECT deed, started_at, finished_at, result, code, receipt FROM action WHERE person_id = $1
    ORDER BY id DESC LIMIT ${MOST_ROWS}`,
  notifications: `SELECT o.chat_key, o.payload, o.created_at, o.sent_at FROM outbox o JOIN account a ON a.id = o.account_id
    WHERE a.person_id = $1 ORDER BY o.id DESC LIMIT ${MOST_ROWS}`,
  mentionedIn: `SELECT n.chat_id, a.forge_url, a.user_login, n.created_at FROM mention n
    JOIN account a ON a.id = n.account_id WHERE a.person_id = $1 ORDER BY n.created_at`,
  signIns: `SELECT kind, created_at, expires_at FROM pass WHERE person_id = $1`,
  invitations: `SELECT forge_url, paths, lets_in, created_at, expires_at FROM invite WHERE made_by = $1`,
} as const;

/** What is kept about one person, without secrets. */
export async function collectPerson(db: Database, personId: string): Promise<PersonalData> {
  const parts: Record<string, readonly unknown[]> = {};
  for (const [name, text] of Object.entries(PARTS)) parts[name] = await db.sql(text, [personId]);
  return parts;
}
