import type { Sql } from '../sql.js';
import { type SinceSearch, sinceSql } from './since-sql.js';

/** Events that one page may pass over: a reader with a filter comes again for what lies behind. */
const STRETCH = 10_000;

export interface NextEvents {
  readonly accountId: string;
  readonly positions: readonly string[];
  /** Up to there nothing else fits. */
  readonly reached: string;
  readonly hasMore: boolean;
}

/** The next events of one account that fit, in the order in which they were kept. */
export async function findSince(sql: Sql, search: SinceSearch): Promise<NextEvents> {
  const { text, values } = sinceSql(search, STRETCH);
  const [row] = await sql<{ scanned: number; reached: string; ids: string[] }>(text, values);
  const { scanned = 0, reached = search.after, ids = [] } = row ?? {};
  const isFull = ids.length === search.limit;
  return {
    accountId: search.filter.accountId,
    positions: ids,
    reached: isFull ? (ids.at(-1) ?? reached) : reached,
    hasMore: isFull || scanned === STRETCH,
  };
}

export interface NextPage {
  readonly positions: readonly string[];
  readonly progress: ReadonlyMap<string, string>;
  readonly hasMore: boolean;
}

/** One page of what several accounts have: an account of which some did not fit on it goes on after the last that did. */
export function mergeNext(accounts: readonly NextEvents[], limit: number): NextPage {
  const all = accounts.flatMap((account) => account.positions).sort(byPosition);
  const positions = all.slice(0, limit);
  const shown = new Set(positions);
  const progress = new Map<string, string>();
  for (const { accountId, positions: own, reached } of accounts) {
    const isCut = own.some((position) => !shown.has(position));
    const last = own.filter((position) => shown.has(position)).at(-1);
    if (!isCut) progress.set(accountId, reached);
    else if (last !== undefined) progress.set(accountId, last);
  }
  return {
    positions,
    progress,
    hasMore: all.length > positions.length || accounts.some((account) => account.hasMore),
  };
}

export function byPosition(one: string, other: string): number {
  return Number(BigInt(one) - BigInt(other));
}
