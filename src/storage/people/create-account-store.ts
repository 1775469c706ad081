import { randomUUID } from 'node:crypto';
import type { Account, OpenAccount } from '../../domain/account.js';
import type { AccountStore } from '../../domain/ports/people-store.js';
import type { Database } from '../database.js';
import { ACCOUNT_COLUMNS, toStoredToken, type AccountRow } from '../rows.js';
import { json, type Sql } from '../sql.js';
import { toUuid } from '../uuid.js';
import type { Vault } from '../vault.js';
import { wakeAll } from './wake-all.js';

type Link = Parameters<AccountStore['link']>[0];
type Linked = Awaited<ReturnType<AccountStore['link']>>;

export function createAccountStore(db: Database, vault: Vault): AccountStore {
  return {
    link: (link) => db.transaction((sql) => linkAccount(sql, vault, link)),
    async listOf(personId): Promise<readonly Account[]> {
      const rows = await db.sql<AccountRow>(
        `SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.person_id = $1 ORDER BY a.linked_at, a.id`,
        [personId],
      );
      return rows.map((row) => vault.describe(row));
    },
    async listIds(): Promise<readonly string[]> {
      const rows = await db.sql<{ id: string }>(`SELECT id FROM account ORDER BY id`);
      return rows.map(({ id }) => id);
    },
    async find(accountId): Promise<Account | null> {
      const row = await findRow(db.sql, accountId);
      return row === null ? null : vault.describe(row);
    },
    async open(accountId): Promise<OpenAccount | null> {
      const row = await findRow(db.sql, accountId);
      return row === null ? null : vault.open(row);
    },
    async remove(accountId): Promise<void> {
      await db.sql(`DELETE FROM account WHERE id = $1`, [toUuid(accountId)]);
    },
  };
}

async function findRow(sql: Sql, accountId: string): Promise<AccountRow | null> {
  const [row] = await sql<AccountRow>(`SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.id = $1`, [
    toUuid(accountId),
  ]);
  return row ?? null;
}

async function linkAccount(sql: Sql, vault: Vault, link: Link): Promise<Linked> {
  const { personId, forge, identity, now } = link;
  const [created] = await sql<{ id: string }>(
    `INSERT INTO account (id, person_id, forge_kind, forge_url, user_id, forge_api_url, user_login, user_name, token,
       sealed_token, state, linked_at)
     VALUES ($1, $2, $3, $4, $5, '', '', '', '{}', '', 'active', $6)
     ON CONFLICT ON CONSTRAINT account_identity DO NOTHING RETURNING id`,
    [randomUUID(), personId, forge.kind, forge.url, identity.user.id, now],
  );
  const accountId = created?.id ?? (await lockExisting(sql, link));
  const row = await renew(sql, vault, accountId, link);
  await wakeAll(sql, accountId, now);
  return { account: vault.describe(row), isNew: created !== undefined };
}

async function lockExisting(sql: Sql, { personId, forge, identity }: Link): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `SELECT id FROM account WHERE person_id = $1 AND forge_kind = $2 AND forge_url = $3 AND user_id = $4
     FOR NO KEY UPDATE`,
    [personId, forge.kind, forge.url, identity.user.id],
  );
  if (row === undefined) throw new Error('The account was removed while it was being linked.');
  return row.id;
}

/**
 * The new token's refusal is another occasion than the old one's, hence the new time. Ends any lease, so that a poll under way cannot
 * refuse the new token for the old one's sake.
 */
async function renew(sql: Sql, vault: Vault, accountId: string, link: Link): Promise<AccountRow> {
  const { forge, identity } = link;
  const [row] = await sql<AccountRow>(
    `UPDATE account a SET forge_api_url = $2, user_login = $3, user_name = $4, token = $5::jsonb, sealed_token = $6,
       linked_at = $7, state = 'active', leased_until = NULL, lease_owner = NULL, lease_token = a.lease_token + 1
     WHERE a.id = $1 RETURNING ${ACCOUNT_COLUMNS}`,
    [
      accountId,
      forge.apiUrl,
      identity.user.login,
      identity.user.name,
      json(toStoredToken(identity.token)),
      vault.sealToken(accountId, link.secret),
      link.now,
    ],
  );
  if (row === undefined) throw new Error('The account was removed while it was being linked.');
  return row;
}
