import type { LaneLease, Verdict } from '../../domain/ports/outbox-store.js';
import { json, type Sql } from '../sql.js';
import { heldBy, toClaim } from './fence.js';

const OPEN = `o.chat_key = h.chat_key AND o.id = ANY(h.ids) AND o.sent_at IS NULL AND o.abandoned_at IS NULL`;

/** Nothing happens where the lease was lost. */
export async function rejudge(
  sql: Sql,
  lease: LaneLease,
  { withdrawnIds, amendments }: Verdict,
): Promise<void> {
  await sql(`WITH ${heldBy('$1')} DELETE FROM outbox o USING held h WHERE ${OPEN}`, [
    json([toClaim(lease, withdrawnIds)]),
  ]);
  await sql(
    `WITH ${heldBy('$1')} UPDATE outbox o SET payload = jsonb_set(o.payload, '{rule}', a.rule)
     FROM held h, jsonb_to_recordset($2::jsonb) AS a (id bigint, rule jsonb) WHERE ${OPEN} AND o.id = a.id`,
    [
      json([
        toClaim(
          lease,
          amendments.map(({ id }) => id),
        ),
      ]),
      json(amendments),
    ],
  );
}
