import type { Callee } from '../../domain/called.js';

export interface CalleeRow {
  readonly person_id: string;
  readonly name: string;
  readonly forge_url: string;
  readonly user_id: string;
  readonly user_login: string;
}

/** Of the table `n`; an account that its forge refuses proves nothing any more. */
export const CALLEE = `m.id AS person_id, m.name, a.forge_url, a.user_id, a.user_login
  FROM mention n JOIN account a ON a.id = n.account_id AND a.state = 'active' JOIN member m ON m.id = a.person_id`;

export function toCallee(row: CalleeRow): Callee {
  return {
    personId: row.person_id,
    name: row.name,
    forgeUrl: row.forge_url,
    user: { id: row.user_id, login: row.user_login },
  };
}
