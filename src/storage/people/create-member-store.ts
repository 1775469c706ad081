import type { Forgotten, Member, MemberStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { memberTable } from '../entities/member-table.js';
import { keysOfChat } from '../chats/mark-unreachable.js';
import { lockAccounts } from '../polling/account-lock.js';
import { cleanText } from '../clean-text.js';
import type { Sql } from '../sql.js';

export function createMemberStore(db: Database): MemberStore {
  return {
    async find(personId): Promise<Member | null> {
      const row = await db.read((manager) => manager.findOneBy(memberTable, { id: personId }));
      if (row === null) return null;
      const { id, name, language, chosenLanguage, isOperator } = row;
      return { id, name, language, chosenLanguage, isOperator };
    },
    async save(member, now): Promise<void> {
      await db.sql(
        `INSERT INTO member (id, name, language, is_operator, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)
         ON CONFLICT (id) DO UPDATE
           SET name = excluded.name, language = excluded.language, is_operator = excluded.is_operator,
               updated_at = excluded.updated_at`,
        [member.id, member.name, member.language, member.isOperator, now],
      );
    },
    async chooseLanguage(personId, language, now): Promise<void> {
      await db.sql(`UPDATE member SET chosen_language = $2, updated_at = $3 WHERE id = $1`, [
        personId,
        language,
        now,
      ]);
    },
    hasOperator: () => db.read((manager) => manager.existsBy(memberTable, { isOperator: true })),
    forget: (personId) => db.transaction((sql) => forget(sql, cleanText(personId))),
  };
}

/** The foreign keys take along what hangs on the accounts and on the private chat. */
async function forget(sql: Sql, personId: string): Promise<Forgotten> {
  const accounts = await sql<{ id: string }>(`SELECT id FROM account WHERE person_id = $1`, [personId]);
  await lockAccounts(
    sql,
    accounts.map((row) => row.id),
  );
  const chats = await keysOfChat(sql, personId);
  const [count] = await sql<{ watches: number }>(
    `SELECT count(*)::integer AS watches FROM watch w JOIN account a ON a.id = w.account_id
     WHERE a.person_id = $1 OR w.chat_key = ANY($2::text[])`,
    [personId, chats],
  );
  await sql(`DELETE FROM pending WHERE person_id = $1 OR chat_key = $1 OR chat_key LIKE $1 || '/%'`, [
    personId,
  ]);
  await sql(`DELETE FROM action WHERE person_id = $1`, [personId]);
  await sql(`DELETE FROM ticket WHERE reporter_id = $1`, [personId]);
  await sql(`DELETE FROM desk WHERE owner_id = $1`, [personId]);
  await sql(`DELETE FROM desk_block WHERE person_id = $1`, [personId]);
  await sql(`DELETE FROM account WHERE person_id = $1`, [personId]);
  await sql(`DELETE FROM chat WHERE chat_id = $1`, [personId]);
  await sql(`DELETE FROM member WHERE id = $1`, [personId]);
  return { accounts: accounts.length, watches: count?.watches ?? 0 };
}
