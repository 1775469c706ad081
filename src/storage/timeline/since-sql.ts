import { type AccountFilter, conditionsOf, Parameters } from './account-filter.js';
import type { Statement } from './newest-sql.js';

export interface SinceSearch {
  readonly filter: AccountFilter;
  readonly after: string;
  /** The last position that is looked at. */
  readonly upTo: string;
  readonly limit: number;
}

/**
 * What fits among the next `stretch` events that were kept after a position. One row `{ scanned, reached, ids }`, of one
 * view of the table: what is kept meanwhile lies behind `reached`.
 */
export function sinceSql({ filter, after, upTo, limit }: SinceSearch, stretch: number): Statement {
  const parameters = new Parameters();
  const [account, position] = [parameters.add(filter.accountId), parameters.add(after)];
  const follows = `e.account_id = ${account}::uuid AND e.id > ${position}::bigint`;
  const text = `WITH stretch AS MATERIALIZED (
      SELECT e.id FROM event e WHERE ${follows} AND e.id <= ${parameters.add(upTo)}::bigint ORDER BY e.id LIMIT ${parameters.add(stretch)})
    SELECT count(*)::integer AS scanned, coalesce(max(id), ${position}::bigint)::text AS reached,
      ARRAY(SELECT e.id::text FROM event e
        WHERE ${follows} AND e.id <= (SELECT max(id) FROM stretch) AND ${conditionsOf(filter, parameters)}
        ORDER BY e.id LIMIT ${parameters.add(limit)}) AS ids
    FROM stretch`;
  return { text, values: parameters.values };
}
