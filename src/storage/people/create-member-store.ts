import type { Decision } from '../../domain/access.js';
import { INNER_CHATS } from '../../domain/chat.js';
import type { MemberSummary } from '../../domain/ports/access-store.js';
import type { Forgotten, Member, MemberStore } from '../../domain/ports/people-store.js';
import { MINUTE } from '../../domain/time.js';
import type { Database } from '../database.js';
import { memberTable } from '../entities/member-table.js';
import { keysOfChat } from '../chats/mark-unreachable.js';
import { lockAccounts } from '../polling/account-lock.js';
import { cleanText } from '../clean-text.js';
import { collectPerson } from './collect-person.js';
import type { Sql } from '../sql.js';

/** A person who comes often is written down now and then. */
const SEEN_EVERY_MS = 5 * MINUTE;

export function createMemberStore(db: Database): MemberStore {
  return {
    async find(personId): Promise<Member | null> {
      const row = await db.read((manager) => manager.findOneBy(memberTable, { id: personId }));
      if (row === null) return null;
      const { id, name, language, chosenLanguage, isOperator, access } = row;
      return { id, name, language, chosenLanguage, isOperator, ...(access === null ? {} : { access }) };
    },
    async save(member, now): Promise<void> {
      await db.sql(
        `INSERT INTO member (id, name, language, is_operator, access, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (id) DO UPDATE
           SET name = excluded.name, language = excluded.language, is_operator = excluded.is_operator,
               access = excluded.access, updated_at = excluded.updated_at`,
        [member.id, member.name, member.language, member.isOperator, member.access ?? null, now],
      );
    },
    async chooseLanguage(personId, language, now): Promise<void> {
      await db.sql(`UPDATE member SET chosen_language = $2, updated_at = $3 WHERE id = $1`, [
        personId,
        language,
        now,
      ]);
    },
    async see(personId, now): Promise<void> {
      await db.sql(
        `UPDATE member SET seen_at = $2 WHERE id = $1 AND (seen_at IS NULL OR seen_at <= $3::timestamptz)`,
        [personId, now, new Date(now.getTime() - SEEN_EVERY_MS)],
      );
    },
    list: () => list(db),
    collect: (personId) => collectPerson(db, personId),
    hasOperator: () => db.read((manager) => manager.existsBy(memberTable, { isOperator: true })),
    revoke: (personId, now) => db.transaction((sql) => revoke(sql, cleanText(personId), now)),
    forget: (personId) => db.transaction((sql) => forget(sql, cleanText(personId))),
  };
}

interface SummaryRow {
  id: string;
  name: string;
  is_operator: boolean;
  access: Decision | null;
  seen_at: Date | null;
  accounts: MemberSummary['accounts'];
  watches: number;
}

async function list(db: Database): Promise<readonly MemberSummary[]> {
  const rows = await db.sql<SummaryRow>(
    `SELECT m.id, m.name, m.is_operator, m.access, m.seen_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('login', a.user_login, 'forgeUrl', a.forge_url)
          ORDER BY a.linked_at, a.id), '[]'::jsonb) FROM account a WHERE a.person_id = m.id) AS accounts,
       (SELECT count(*)::integer FROM watch w JOIN account a ON a.id = w.account_id
          WHERE a.person_id = m.id AND w.chat_key <> ALL($1::text[])) AS watches
     FROM member m ORDER BY m.is_operator DESC, lower(m.name), m.id`,
    [INNER_CHATS],
  );
  return rows.map(({ id, name, is_operator: isOperator, access, seen_at: seenAt, accounts, watches }) => ({
    ...{ id, name, isOperator, seenAt, accounts, watches },
    ...(access === null ? {} : { access }),
  }));
}

async function revoke(sql: Sql, personId: string, now: Date): Promise<Forgotten> {
  const gone = await deletePossessions(sql, personId);
  await sql(`DELETE FROM invite WHERE made_by = $1`, [personId]);
  await sql(`DELETE FROM pass WHERE person_id = $1`, [personId]);
  await sql(`UPDATE member SET access = 'revoked', updated_at = $2 WHERE id = $1`, [personId, now]);
  return gone;
}

async function forget(sql: Sql, personId: string): Promise<Forgotten> {
  const gone = await deletePossessions(sql, personId);
  const actions = await sql(`DELETE FROM action WHERE person_id = $1 RETURNING id`, [personId]);
  await sql(`UPDATE card SET deed = NULL WHERE deed ->> 'personId' = $1`, [personId]);
  await sql(`DELETE FROM desk_block WHERE person_id = $1`, [personId]);
  await sql(`DELETE FROM member WHERE id = $1`, [personId]);
  return { ...gone, actions: actions.length };
}

/** The foreign keys take along what hangs on the accounts and on the private chat. */
async function deletePossessions(sql: Sql, personId: string): Promise<Forgotten> {
  const accounts = await sql<{ id: string }>(`SELECT id FROM account WHERE person_id = $1`, [personId]);
  await lockAccounts(
    sql,
    accounts.map((row) => row.id),
  );
  const chats = await keysOfChat(sql, personId);
  const [count] = await sql<Omit<Forgotten, 'accounts' | 'actions'>>(
    `SELECT
       (SELECT count(*)::integer FROM watch w JOIN account a ON a.id = w.account_id
          WHERE (a.person_id = $1 OR w.chat_key = ANY($2::text[])) AND w.chat_key <> ALL($3::text[])) AS watches,
       (SELECT count(*)::integer FROM outbox o JOIN account a ON a.id = o.account_id
          WHERE a.person_id = $1 OR o.chat_key = ANY($2::text[])) AS messages,
       (SELECT count(*)::integer FROM event e JOIN account a ON a.id = e.account_id WHERE a.person_id = $1) AS events,
       (SELECT count(*)::integer FROM ticket WHERE reporter_id = $1) AS tickets`,
    [personId, chats, INNER_CHATS],
  );
  await sql(`DELETE FROM pending WHERE person_id = $1 OR chat_key = $1 OR chat_key LIKE $1 || '/%'`, [
    personId,
  ]);
  await sql(`DELETE FROM ticket WHERE reporter_id = $1`, [personId]);
  await sql(`DELETE FROM desk WHERE owner_id = $1`, [personId]);
  await sql(`DELETE FROM account WHERE person_id = $1`, [personId]);
  await sql(`DELETE FROM chat WHERE chat_id = $1`, [personId]);
  const counted = count ?? { watches: 0, messages: 0, events: 0, tickets: 0 };
  return { ...counted, accounts: accounts.length, actions: 0 };
}
