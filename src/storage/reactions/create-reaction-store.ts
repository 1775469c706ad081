import type { Json } from '../../domain/json.js';
import type { OwnDeed, ReactionStore } from '../../domain/ports/reaction-store.js';
import type { Database } from '../database.js';
import { ACCOUNT_COLUMNS, type AccountRow } from '../rows.js';
import { json } from '../sql.js';
import type { Vault } from '../vault.js';
import { distribute } from './distribute.js';
import { beginRun, claimLanes, nextRun, releaseLane, settleRun } from './runs.js';

export function createReactionStore(db: Database, vault: Vault): ReactionStore {
  return {
    async findAccount(forgeUrl, login) {
      const [row] = await db.sql<AccountRow>(
        `SELECT ${ACCOUNT_COLUMNS} FROM account a JOIN member m ON m.id = a.person_id AND m.is_operator
         WHERE a.forge_url = $1 AND lower(a.user_login) = lower($2) ORDER BY a.linked_at, a.id LIMIT 1`,
        [forgeUrl, login],
      );
      return row === undefined ? null : vault.describe(row);
    },
    distribute: (limit, want, now) => db.transaction((sql) => distribute(sql, limit, want, now)),
    claim: (claim) => claimLanes(db.sql, claim),
    next: (lease, now) => nextRun(db.sql, lease, now),
    begin: (lease, runId, until) => beginRun(db.sql, lease, runId, until),
    settle: (lease, runId, end, now) => settleRun(db.sql, { lease, runId, end, now }),
    release: (lease) => db.transaction((sql) => releaseLane(sql, lease)),
    async deedsOn({ login, projectId, number }, since) {
      const rows = await db.sql<{ action: string; request_key: string }>(
        `SELECT deed ->> 'action' AS action, request_key FROM action
         WHERE started_at >= $4 AND request_key LIKE 'reaction:%' AND deed ->> 'login' = $1
           AND deed -> 'project' ->> 'id' = $2 AND deed -> 'target' ->> 'number' = $3`,
        [login, projectId, number, since],
      );
      return rows.map(({ action, request_key }): OwnDeed => ({ action, requestKey: request_key }));
    },
    async countActed({ accountId, handler, card }, since) {
      const [row] = await db.sql<{ acted: number }>(
        `SELECT count(*)::integer AS acted FROM reaction_run
         WHERE account_id = $1 AND handler = $2 AND card = $3 AND finished_at >= $4 AND result = 'acted'`,
        [accountId, handler, card, since],
      );
      return row?.acted ?? 0;
    },
    async recall(accountId, module, key) {
      const [row] = await db.sql<{ value: { readonly value: Json } }>(
        `SELECT value FROM reaction_memory WHERE account_id = $1 AND module = $2 AND key = $3`,
        [accountId, module, key],
      );
      return row?.value ?? null;
    },
    async remember({ accountId, module, key, value, now }) {
      await db.sql(
        `INSERT INTO reaction_memory (account_id, module, key, value, created_at) VALUES ($1, $2, $3, $4::jsonb, $5)
         ON CONFLICT (account_id, module, key) DO UPDATE SET value = excluded.value`,
        [accountId, module, key, json({ value }), now],
      );
    },
  };
}
