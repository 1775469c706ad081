import type { ForgeEvent } from '../../domain/event.js';
import type { RecentEvents } from '../../domain/ports/poll-store.js';
import type { Sql } from '../sql.js';

type Wanted = RecentEvents & { readonly keys: readonly string[] };

/** A comment's card is that of what it is on, as `cardKey` has it. */
const CARD = `coalesce(body #> '{subject,on}', body -> 'subject')`;

export async function loadEventsOf(
  sql: Sql,
  accountId: string,
  { keys, projectIds, since, limit }: Wanted,
): Promise<readonly ForgeEvent[]> {
  const rows = await sql<{ body: ForgeEvent }>(
    `SELECT body FROM event
     WHERE account_id = $1 AND project_id = ANY($2::text[]) AND at >= $3
       AND (${CARD} ->> 'kind') || ':' || (${CARD} ->> 'id') = ANY($4::text[])
     ORDER BY id DESC LIMIT $5`,
    [accountId, projectIds, since, keys, limit],
  );
  return rows.map(({ body }) => body).reverse();
}
