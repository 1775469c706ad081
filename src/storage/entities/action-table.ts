import type { ActionResult, Deed } from '../../domain/actions/action-record.js';
import type { Receipt } from '../../domain/actions/order.js';
import { column, optional, primary } from './columns.js';
import { defineTable } from './define-table.js';

/** The audit log. It hangs on no account: what was done stays written down when the account goes. */
export interface ActionEntity {
  id: string;
  requestKey: string;
  /** Rows of one occasion exclude each other as long as they are under way. */
  occasion: string | null;
  personId: string;
  deed: Deed;
  startedAt: Date;
  finishedAt: Date | null;
  result: ActionResult | null;
  code: string | null;
  receipt: Receipt | null;
}

export const actionTable = defineTable<ActionEntity>({
  name: 'action',
  columns: {
    id: column.bigint('id', { ...primary('action_pk'), generated: 'increment' }),
    requestKey: column.text('request_key'),
    occasion: column.text('occasion', optional),
    personId: column.text('person_id'),
    deed: column.json('deed'),
    startedAt: column.time('started_at'),
    finishedAt: column.time('finished_at', optional),
    result: column.text('result', optional),
    code: column.text('code', optional),
    receipt: column.json('receipt', optional),
  },
  uniques: [{ name: 'action_request', columns: ['requestKey'] }],
  indices: [
    { name: 'action_under_way', columns: ['occasion'], unique: true, where: 'finished_at IS NULL' },
    { name: 'action_by_person', columns: ['personId', 'id'] },
    { name: 'action_by_age', columns: ['startedAt'] },
  ],
});
