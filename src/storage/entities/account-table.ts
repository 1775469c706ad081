import type { AccountState } from '../../domain/account.js';
import type { ForgeKind } from '../../domain/forge.js';
import type { JsonObject } from '../../domain/json.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface AccountEntity {
  id: string;
  personId: string;
  forgeKind: ForgeKind;
  forgeUrl: string;
  forgeApiUrl: string;
  userId: string;
  userLogin: string;
  userName: string;
  token: JsonObject;
  sealedToken: string;
  state: AccountState;
  linkedAt: Date;
  /** Never later than the earliest feed that may be polled; `null` when there is none. */
  nextDueAt: Date | null;
  leasedUntil: Date | null;
  leaseOwner: string | null;
  leaseToken: string;
}

export const accountTable = defineTable<AccountEntity>({
  name: 'account',
  columns: {
    id: column.uuid('id', primary('account_pk')),
    personId: column.text('person_id'),
    forgeKind: column.text('forge_kind'),
    forgeUrl: column.text('forge_url'),
    forgeApiUrl: column.text('forge_api_url'),
    userId: column.text('user_id'),
    userLogin: column.text('user_login'),
    userName: column.text('user_name'),
    token: column.json('token'),
    sealedToken: column.text('sealed_token'),
    state: column.text('state'),
    linkedAt: column.time('linked_at'),
    nextDueAt: column.time('next_due_at', optional),
    leasedUntil: column.time('leased_until', optional),
    leaseOwner: column.text('lease_owner', optional),
    leaseToken: column.bigint('lease_token', { default: 0 }),
  },
  uniques: [{ name: 'account_identity', columns: ['personId', 'forgeKind', 'forgeUrl', 'userId'] }],
  indices: [
    { name: 'account_due', columns: ['nextDueAt'] },
    { name: 'account_by_forge', columns: ['forgeKind', 'forgeUrl'] },
  ],
  foreignKeys: [
    {
      name: 'account_of_member',
      target: 'member',
      columnNames: ['personId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
