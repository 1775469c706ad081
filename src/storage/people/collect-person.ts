import type { PersonalData } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';

/** Telegram takes files of 50 MB. */
const MOST_ROWS = 10_000;

/** Columns by name, so that what is sealed or hashed is never among them. */
const PARTS = {
  person: `SELECT id, name, language, chosen_language, is_operator, access, created_at, seen_at FROM member WHERE id = $1`,
  accounts: `SELECT forge_kind, forge_url, user_id, user_login, user_name, token AS token_facts, state, linked_at
    FROM account WHERE person_id = $1 ORDER BY linked_at`,
  watches: `SELECT w.chat_key, p.path, p.url, w.level, w.filter, w.muted_until, w.before_mute, w.is_confirmed,
      w.created_at
    FROM watch w JOIN account a ON a.id = w.account_id JOIN project p ON p.account_id = a.id AND p.id = w.project_id
    WHERE a.person_id = $1 ORDER BY w.created_at`,
  chats: `SELECT key, kind, title, is_reachable FROM chat WHERE chat_id = $1`,
  settings: `SELECT f.* FROM preference f JOIN chat c ON c.key = f.chat_key WHERE c.chat_id = $1`,
  mutes: `SELECT m.title, m.target, m.until, m.state FROM mute m JOIN chat c ON c.key = m.chat_key WHERE c.chat_id = $1`,
  actions: `SELECT deed, started_at, finished_at, result, code, receipt FROM action WHERE person_id = $1
    ORDER BY id DESC LIMIT ${MOST_ROWS}`,
  notifications: `SELECT o.chat_key, o.payload, o.created_at, o.sent_at FROM outbox o JOIN account a ON a.id = o.account_id
    WHERE a.person_id = $1 ORDER BY o.id DESC LIMIT ${MOST_ROWS}`,
  mentionedIn: `SELECT n.chat_id, a.forge_url, a.user_login, n.created_at FROM mention n
    JOIN account a ON a.id = n.account_id WHERE a.person_id = $1 ORDER BY n.created_at`,
  timeline: `SELECT e.type, e.at, e.actor, p.path AS project, e.branches, e.body->'subject'->>'url' AS url
    FROM event e JOIN account a ON a.id = e.account_id
    LEFT JOIN project p ON p.account_id = a.id AND p.id = e.project_id
    WHERE a.person_id = $1 ORDER BY e.id DESC LIMIT ${MOST_ROWS}`,
  lastSeen: `SELECT s.kind, p.path AS project, count(*)::integer AS how_many
    FROM snapshot s JOIN account a ON a.id = s.account_id
    LEFT JOIN project p ON p.account_id = a.id AND p.id = s.project_id
    WHERE a.person_id = $1 GROUP BY 1, 2 ORDER BY 2, 1`,
  questions: `SELECT action, payload, expires_at FROM pending WHERE person_id = $1`,
  tickets: `SELECT number, url, title, written, created_at FROM ticket WHERE reporter_id = $1 ORDER BY created_at`,
  desks: `SELECT chat_key, project, daily_limit, allows_private, created_at FROM desk WHERE owner_id = $1`,
  blocks: `SELECT b.name, d.project, b.created_at FROM desk_block b JOIN desk d ON d.id = b.desk_id WHERE b.person_id = $1`,
  reactions: `SELECT m.module, m.key, m.value, m.created_at FROM reaction_memory m JOIN account a ON a.id = m.account_id
    WHERE a.person_id = $1`,
  signIns: `SELECT kind, created_at, expires_at FROM pass WHERE person_id = $1`,
  invitations: `SELECT forge_url, paths, lets_in, created_at, expires_at FROM invite WHERE made_by = $1`,
} as const;

/** What is kept about one person, without secrets. */
export async function collectPerson(db: Database, personId: string): Promise<PersonalData> {
  const parts: Record<string, readonly unknown[]> = {};
  for (const [name, text] of Object.entries(PARTS)) parts[name] = await db.sql(text, [personId]);
  return parts;
}
