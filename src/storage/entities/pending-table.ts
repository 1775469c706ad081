import type { JsonObject } from '../../domain/json.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

export interface PendingEntity {
  id: string;
  /** No foreign key: a button may be offered in a chat that is not remembered yet. */
  chatKey: string;
  personId: string | null;
  action: string;
  payload: JsonObject;
  sealedSecret: string | null;
  expiresAt: Date;
}

export const pendingTable = defineTable<PendingEntity>({
  name: 'pending',
  columns: {
    id: column.text('id', primary('pending_pk')),
    chatKey: column.text('chat_key'),
    personId: column.text('person_id', optional),
    action: column.text('action'),
    payload: column.json('payload'),
    sealedSecret: column.text('sealed_secret', optional),
    expiresAt: column.time('expires_at'),
  },
  indices: [{ name: 'pending_by_expiry', columns: ['expiresAt'] }],
});
